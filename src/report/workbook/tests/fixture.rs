//! A made-up run over the sample campaign: submissions with every state, rows with every standing,
//! and results that follow from them. Always the same.

mod outcome;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chrono::{Days, NaiveDate, NaiveTime};

use crate::assess::Assessed;
use crate::campaign::{self, Campaign, Collection, FieldKind, Form, Layout, Unit};
use crate::finding::{Fault, Finding, Place, Repair, RepairRule, RowRule, Severity};
use crate::location::{CellRef, Range};
use crate::report::figures::fixture::is_plain;
use crate::score::{QuotaResult, UnitScore};
use crate::settle::{Evidence, Return, Settled, Submission, SubmissionState};
use crate::validate::{Cells, Row, Standing, Table, Value};

/// The row of the first entry on every made-up sheet.
const FIRST_ROW: u32 = 6;

pub(super) struct Fixture {
    pub(super) campaign: Campaign,
    pub(super) settled: Settled,
    pub(super) assessed: Assessed,
    pub(super) scores: Vec<UnitScore>,
    pub(super) quotas: Vec<QuotaResult>,
}

pub(super) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn read_csv(path: &Path) -> Result<Vec<Vec<String>>, String> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_path(path)
        .map_err(|error| error.to_string())?;
    let records = reader.records().map(|record| {
        let record = record.map_err(|error| error.to_string())?;
        Ok(record.iter().map(str::to_owned).collect())
    });
    records.collect()
}

impl Fixture {
    pub(super) fn new() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/2023-2024");
        let mut campaign = campaign::load(&folder, read_csv).unwrap();
        campaign.targets.retain(is_plain);
        let settled = settled(&campaign);
        let assessed = outcome::assessed(&campaign, &settled);
        let scores = outcome::scores(&campaign);
        let (quota, quotas) = outcome::quotas();
        campaign.quotas = vec![quota];
        Self {
            campaign,
            settled,
            assessed,
            scores,
            quotas,
        }
    }
}

/// Numbers that look random and are always the same.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[usize::try_from(self.roll(from.len() as u64)).unwrap()]
    }
}

fn settled(campaign: &Campaign) -> Settled {
    let mut dice = Dice(7);
    let mut settled = Settled::default();
    for collection in &campaign.collections {
        for unit in campaign.senders(collection) {
            let at = settled.submissions.len();
            let fate = dice.roll(20);
            let mut one = Return {
                counting: None,
                first: None,
                any_file: fate > 0,
                on_time: None,
                overdue: fate < 2,
            };
            if fate == 1 {
                let mut file = submission(unit, collection, SubmissionState::Unreadable);
                file.rule = Some("damaged-file");
                let detail = "unexpected end of file".to_owned();
                file.findings
                    .push(Finding::new(Place::file(), Fault::DamagedFile { detail }));
                settled.submissions.push(file);
            } else if fate > 1 {
                let mut file = submission(unit, collection, SubmissionState::Accepted);
                fill(&mut file, campaign, collection, &mut dice);
                one.counting = Some(at);
                one.first = Some(at);
                one.on_time = (fate != 2).then_some(fate > 4);
                settled.submissions.push(file);
            }
            if fate == 3 {
                let mut file = submission(unit, collection, SubmissionState::Superseded);
                file.file = file.file.replace(".xlsx", " lần 1 (bản cũ).xlsx");
                file.rule = Some("newer-submission");
                settled.submissions.push(file);
            }
            settled
                .returns
                .insert((unit.code.clone(), collection.id.clone()), one);
        }
    }
    let mut stray = submission(
        &campaign.units[0],
        &campaign.collections[2],
        SubmissionState::Unidentified,
    );
    stray.unit = None;
    stray.file = "Bao cao cuoi nam THPT Suoi Lan #2.xlsx".to_owned();
    stray.rule = Some("unknown-unit");
    let fault = Fault::UnknownUnit {
        written: Some("THPT Suối Lan".to_owned()),
        suggestion: Some(campaign.units[12].code.clone()),
    };
    stray.findings.push(Finding::new(Place::file(), fault));
    settled.submissions.push(stray);
    let line = "PGD-99, 2024-05-30".to_owned();
    let lost = Finding::new(Place::file(), Fault::UnmatchedReceipt { line });
    settled.findings.push(("received.csv".to_owned(), lost));
    settled
}

fn submission(unit: &Unit, collection: &Collection, state: SubmissionState) -> Submission {
    let file = format!("{}_{}.xlsx", unit.code, collection.id);
    let received = collection.last_day() - Days::new(2);
    Submission {
        sha256: format!("{:0>64x}", file.len() * 7919),
        file,
        unit: Some(unit.code.clone()),
        collection: Some(collection.id.clone()),
        state,
        rule: None,
        received_at: Some(received.and_time(NaiveTime::MIN)),
        evidence: Evidence::Log,
        mail_number: None,
        tables: Vec::new(),
        set_aside: BTreeMap::new(),
        tallies: Vec::new(),
        findings: Vec::new(),
        explanations: Vec::new(),
        repairs: Vec::new(),
    }
}

fn fill(file: &mut Submission, campaign: &Campaign, collection: &Collection, dice: &mut Dice) {
    for form in campaign.forms_of(collection) {
        let rows = match (form.layout, form.id.as_str()) {
            (Layout::Record, _) => 1,
            (_, "dien-hinh") if file.unit.as_ref().unwrap().as_str().starts_with("PGD") => {
                7 + dice.roll(6)
            }
            (_, "dien-hinh") => dice.roll(4),
            _ => 2 + dice.roll(3),
        };
        let table = table(file, campaign, form, u32::try_from(rows).unwrap(), dice);
        file.tables.push(table);
    }
}

fn table(
    file: &mut Submission,
    campaign: &Campaign,
    form: &Form,
    rows: u32,
    dice: &mut Dice,
) -> Table {
    let sheet: Arc<str> = form.sheet.as_str().into();
    let count = u32::try_from(form.fields.len()).unwrap();
    let cells = match form.layout {
        Layout::Table => Cells::Columns((1..=count).map(Some).collect()),
        Layout::Record => Cells::Record((1..=count).map(|row| CellRef::new(row, 2)).collect()),
    };
    let mut table = Table {
        form: form.id.clone(),
        sheet: Arc::clone(&sheet),
        cells,
        rows: Vec::new(),
    };
    for row in (FIRST_ROW..).take(rows as usize) {
        let values = (0..form.fields.len())
            .map(|at| value(campaign, form, at, dice))
            .collect();
        let mut row = Row {
            row,
            values,
            key: None,
            standing: Standing::Certain,
            doubt: Vec::new(),
        };
        spoil(file, form, &table, &mut row, dice);
        table.rows.push(row);
    }
    table
}

/// Puts one row in five in doubt, and leaves one in thirty out.
fn spoil(file: &mut Submission, form: &Form, table: &Table, row: &mut Row, dice: &mut Dice) {
    let field = form.fields.len() / 2;
    let Some(at) = table.cell(row, field) else {
        return;
    };
    let place = Place {
        sheet: Some(Arc::clone(&table.sheet)),
        range: Some(Range::from(at)),
        form: Some(form.id.clone()),
        field: Some(form.fields[field].name.clone()),
    };
    match dice.roll(30) {
        0 => {
            row.standing = Standing::Excluded(RowRule::DuplicateRow);
            let fault = Fault::DuplicateRow {
                first_row: FIRST_ROW,
            };
            file.findings.push(Finding::new(place, fault));
        }
        1..=6 => {
            row.standing = Standing::Doubt;
            row.doubt.push(field);
            row.values[field] = None;
            let fault = Fault::TypeError {
                expected: (
                    form.fields[field].kind.describe(crate::lang::Lang::Vi),
                    form.fields[field].kind.describe(crate::lang::Lang::En),
                ),
            };
            let mut finding =
                Finding::new(place, fault).with_value(Some("=12/10 ?".to_owned()), false);
            if dice.roll(3) == 0 {
                finding.severity = Severity::Query;
            }
            file.findings.push(finding);
        }
        7 => file.repairs.push(Repair {
            rule: RepairRule::DateFromText,
            sheet: Arc::clone(&table.sheet),
            range: Range::from(at),
            form: form.id.clone(),
            field: form.fields[field].name.clone(),
            before: "ngày 5 tháng 9 năm 2023".into(),
            after: "05/09/2023".into(),
            count: 1,
            personal: false,
        }),
        _ => {}
    }
}

fn value(campaign: &Campaign, form: &Form, at: usize, dice: &mut Dice) -> Option<Value> {
    let field = &form.fields[at];
    if !field.constraints.required && dice.roll(4) == 0 {
        return None;
    }
    Some(match field.kind {
        FieldKind::Integer => Value::Integer(i64::try_from(dice.roll(60)).unwrap()),
        FieldKind::Number => Value::Number(dice.roll(40) as f64 / 4.0),
        FieldKind::Boolean { .. } => Value::Boolean(dice.roll(3) > 0),
        FieldKind::Date => {
            let days = Days::new(dice.roll(260));
            Value::Date(day(2023, 9, 6).checked_add_days(days).unwrap())
        }
        _ => Value::text(text(campaign, form, at, dice)),
    })
}

fn text(campaign: &Campaign, form: &Form, at: usize, dice: &mut Dice) -> String {
    let field = &form.fields[at];
    let one_of: Vec<&str> = field
        .constraints
        .one_of
        .iter()
        .map(String::as_str)
        .collect();
    if !one_of.is_empty() {
        return dice.pick(&one_of).to_owned();
    }
    if let Some(reference) = &field.reference
        && let Some(list) = campaign.lists.get(&reference.list)
    {
        let values: Vec<&str> = list.columns[&reference.column]
            .iter()
            .map(String::as_str)
            .collect();
        return dice.pick(&values).to_owned();
    }
    match field.name.as_str() {
        "ten" | "ho_ten" | "lanh_dao" | "dau_moi" | "tac_gia" => {
            let family = dice.pick(&["Nguyễn Thị", "Trần Văn", "Lò Thị", "Hoàng Đức", "Giàng A"]);
            let given = dice.pick(&["Hạnh", "Lộc", "Phượng", "Thuận", "Sùng", "Kiên"]);
            format!("{family} {given}")
        }
        "don_vi_cong_tac" => dice.pick(&["Trường THCS Nậm Lúa", "Trường TH&THCS Vân Khê số 2", "Phòng GDĐT"]).to_owned(),
        "tom_tat" => "Đi đầu trong đổi mới phương pháp dạy học, ứng dụng công nghệ thông tin; bồi dưỡng học sinh giỏi đạt giải cấp tỉnh ba năm liền; tham gia xây dựng nông thôn mới ở địa phương.".to_owned(),
        "duong_dan" => "https://vankhe.edu.vn/thi-dua/guong-nguoi-tot-viec-tot/2024/03/bai-viet-so-118.html".to_owned(),
        _ => dice.pick(&["+ Nội dung theo kế hoạch", "Tổ chuyên môn", "Cấp trường, cấp huyện", "Đã hoàn thành"]).to_owned(),
    }
}
