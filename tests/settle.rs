//! Settling: which of several files counts, what a newer one changes, what the office ruled.
//!
//! Files are written as grids, as in `stages.rs`: a row a line, cells split at `|`, `#12` a number,
//! field names for labels. Findings are shown as "file: code" with what the fault says.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use thidua::campaign::{self, Campaign, Collection, Form};
use thidua::finding::{Code, Fault, Replaced, Severity, State};
use thidua::id::FieldName;
use thidua::location::CellRef;
use thidua::read::{self, Cell, CellValue, Sheet, Workbook};
use thidua::recognise::{Identity, Index, recognise};
use thidua::settle::{
    Coverage, Decision, Filed, Receipt, ReceiptLog, Rulings, Settled, Skipped, Subject, Submission,
    SubmissionState, Terms, Wait, settle,
};
use thidua::validate::{Checker, Examined, validate};

static CAMPAIGN: LazyLock<Campaign> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/2023-2024");
    campaign::load(&folder, read::table).unwrap()
});

const COVER: &str =
    "ma_don_vi | THPT-05\nlanh_dao | Lò Thị Mai\ndau_moi | Vàng A Súa\nky_bao_cao | hoc-ky-1";
const MOVEMENTS: &str = "stt | phong_trao | so_tham_gia | tong_so | so_hoat_dong | ket_qua";
const IDEAS: &str = "stt | ten | loai | tac_gia | don_vi_cong_tac | linh_vuc | cap_cong_nhan | so_quyet_dinh | ngay_cong_nhan | pham_vi";

fn value(text: &str, form: &Form) -> CellValue {
    if let Some(label) = form.fields.iter().find(|field| field.name.as_str() == text) {
        return CellValue::Text(label.label.as_str().into());
    }
    match text.strip_prefix('#') {
        Some(number) => CellValue::Number(number.parse().unwrap()),
        None => CellValue::Text(text.into()),
    }
}

fn sheet(id: &str, grid: &str) -> Sheet {
    let form = CAMPAIGN.form(&id.into()).unwrap();
    let mut cells = Vec::new();
    for (row, line) in (1..).zip(grid.lines()) {
        for (column, text) in (1..).zip(line.split('|')) {
            if !text.trim().is_empty() {
                let at = CellRef::new(row, column).unwrap();
                let value = value(text.trim(), form);
                cells.push(Cell { at, value });
            }
        }
    }
    Sheet {
        name: Arc::from(form.sheet.as_str()),
        cells,
        ..Sheet::default()
    }
}

/// A file with these sheets; its name stands for its bytes.
fn file(name: &str, sheets: &[(&str, String)]) -> Examined {
    marked_file(name, sheets, None, &CAMPAIGN)
}

/// The same with the mark of a blank form.
fn marked_file(
    name: &str,
    sheets: &[(&str, String)],
    mark: Option<String>,
    campaign: &Campaign,
) -> Examined {
    let workbook = Workbook {
        sheets: sheets.iter().map(|(id, grid)| sheet(id, grid)).collect(),
        mark,
        ..Workbook::default()
    };
    let index = Index::new(campaign);
    let recognised = recognise(name, &workbook, &Identity::default(), &index);
    Examined {
        file: name.to_owned(),
        sha256: name.to_owned(),
        ..validate(recognised, &Checker::new(campaign))
    }
}

/// A movement with as many taking part.
fn movement(name: &str, taking_part: &str) -> String {
    format!("\n#1 | {name} | {taking_part} | #90 | #3 | Hoàn thành")
}

fn movements(rows: &[String]) -> (&'static str, String) {
    ("phong-trao", format!("{MOVEMENTS}{}", rows.concat()))
}

fn settled_by(
    campaign: &Campaign,
    files: Vec<Examined>,
    receipts: &[Receipt],
    decisions: &[Decision],
) -> Settled {
    let collections: Vec<&Collection> = campaign.collections.iter().collect();
    let rulings = decisions.iter().map(|decision| Filed {
        decision: decision.clone(),
        by: String::new(),
        date: String::new(),
        note: String::new(),
    });
    let terms = Terms {
        campaign,
        as_of: NaiveDate::from_ymd_opt(2024, 6, 15).unwrap(),
        collections: &collections,
        receipts: &[ReceiptLog {
            below: String::new(),
            name: "received.csv".to_owned(),
            lines: receipts.to_vec(),
        }],
        decisions: &[Rulings {
            file: "decisions.csv".to_owned(),
            filed: rulings.collect(),
        }],
    };
    settle(files, &terms)
}

fn settled(files: Vec<Examined>, decisions: &[Decision]) -> Settled {
    settled_by(&CAMPAIGN, files, &[], decisions)
}

fn one<'s>(settled: &'s Settled, file: &str) -> &'s Submission {
    let mut all = settled.submissions.iter();
    all.find(|one| one.file == file).unwrap()
}

fn states(settled: &Settled) -> Vec<String> {
    let all = settled.submissions.iter();
    all.map(|one| format!("{} {}", one.file, one.state.as_str()))
        .collect()
}

/// What comparing files found, in the order of files.
fn differences(settled: &Settled) -> Vec<String> {
    let said = |one: &Submission, fault: &Fault| match fault {
        Fault::Resubmission(Replaced {
            former,
            added,
            removed,
            changed,
            mended,
            new,
        }) => Some(format!(
            "{} for {former}: +{added} -{removed} ~{changed}, mended {mended}, new {new}",
            one.file
        )),
        Fault::LostSheet { sheet, former } => {
            Some(format!("{} lost {sheet} of {former}", one.file))
        }
        Fault::FewerRows {
            former,
            before,
            now,
        } => Some(format!(
            "{} has {now} of {before} rows of {former}",
            one.file
        )),
        _ => None,
    };
    let all = settled.submissions.iter();
    all.flat_map(|one| {
        let faults = one.findings.iter().map(|finding| &finding.fault);
        faults.filter_map(move |fault| said(one, fault))
    })
    .collect()
}

const FIRST: &str = "THPT-05_hoc-ky-1.xlsx";
const SECOND: &str = "THPT-05_hoc-ky-1 lần 2.xlsx";
const THIRD: &str = "THPT-05_hoc-ky-1 lần 3.xlsx";

#[test]
fn rows_are_compared_by_key_wherever_they_stand() {
    let first = movements(&[
        movement("Nụ cười công sở", "#20"),
        movement("Trường học hạnh phúc", "10/12"),
        movement("Khác", "#5"),
    ]);
    let second = movements(&[
        movement("Cải cách hành chính", "#7"),
        movement("Trường học hạnh phúc", "#10"),
        movement("Nụ cười công sở", "#21"),
    ]);
    let files = vec![file(SECOND, &[second]), file(FIRST, &[first])];
    // The list does not know "Cải cách hành chính": one more fault. "Khác" is gone, it is there.
    assert_eq!(
        differences(&settled(files, &[])),
        [format!("{SECOND} for {FIRST}: +1 -1 ~2, mended 1, new 1")]
    );
}

#[test]
fn rows_without_a_key_are_compared_by_what_they_hold() {
    let idea = |author: &str, unit: &str| {
        format!(
            "\n#1 | Sổ tay số | Sáng kiến | {author} | {unit} | Quản lý | Cơ sở |  | 20/11/2023"
        )
    };
    let ideas = |rows: &[String]| ("sang-kien", format!("{IDEAS}{}", rows.concat()));
    let first = ideas(&[idea("", "Tổ Toán"), idea("", "Tổ Văn"), idea("", "Tổ Văn")]);
    let second = ideas(&[idea("", "Tổ Văn"), idea("", "Tổ Toán"), idea("", "Tổ Sinh")]);
    let files = vec![file(SECOND, &[second]), file(FIRST, &[first])];
    assert_eq!(
        differences(&settled(files, &[])),
        // Of the two rows of Tổ Văn one is gone with its missing author; Tổ Sinh's lacks one anew.
        [format!("{SECOND} for {FIRST}: +1 -1 ~0, mended 1, new 1")]
    );
}

#[test]
fn the_day_on_the_cover_is_no_change() {
    let cover = |day: &str| ("don-vi", format!("{COVER}\nngay_bao_cao | {day}"));
    let rows = || movements(&[movement("Khác", "#5")]);
    let files = vec![
        file(SECOND, &[cover("20/01/2024"), rows()]),
        file(FIRST, &[cover("15/01/2024"), rows()]),
    ];
    assert_eq!(
        differences(&settled(files, &[])),
        [format!("{SECOND} for {FIRST}: +0 -0 ~0, mended 0, new 0")]
    );
}

#[test]
fn each_of_three_files_is_compared_with_the_next_and_a_loss_is_not_forgotten() {
    let idea =
        "\n#1 | Sổ tay số | Sáng kiến | Lò Văn Minh | Tổ Toán | Quản lý | Cơ sở |  | 20/11/2023";
    let ideas = || ("sang-kien", format!("{IDEAS}{idea}"));
    let rows = |count: usize| {
        let names = ["Khác", "Nụ cười công sở", "Trường học hạnh phúc"];
        let rows: Vec<String> = names[..count]
            .iter()
            .map(|name| movement(name, "#5"))
            .collect();
        movements(&rows)
    };
    let files = vec![
        file(SECOND, &[rows(1)]),
        file(THIRD, &[rows(2)]),
        file(FIRST, &[rows(3), ideas()]),
    ];
    let settled = settled(files, &[]);
    assert_eq!(
        states(&settled),
        [
            format!("{SECOND} superseded"),
            format!("{THIRD} accepted"),
            format!("{FIRST} superseded"),
        ]
    );
    let ideas = &CAMPAIGN.form(&"sang-kien".into()).unwrap().sheet;
    assert_eq!(
        differences(&settled),
        [
            // The sheet that is gone was asked for: its absence is a new fault.
            format!("{SECOND} for {FIRST}: +0 -3 ~0, mended 0, new 1"),
            format!("{THIRD} for {SECOND}: +1 -0 ~0, mended 0, new 0"),
            format!("{THIRD} has 2 of 3 rows of {FIRST}"),
            format!("{THIRD} lost {ideas} of {FIRST}"),
        ]
    );
}

/// Three movements, then one.
fn shrunk() -> Vec<Examined> {
    let first =
        ["Khác", "Nụ cười công sở", "Trường học hạnh phúc"].map(|name| movement(name, "#5"));
    let second = [movement("Khác", "#5")];
    vec![
        file(SECOND, &[movements(&second)]),
        file(FIRST, &[movements(&first)]),
    ]
}

#[test]
fn rows_that_shrank_are_asked_about_and_put_no_other_in_doubt() {
    let settled = settled(shrunk(), &[]);
    let newer = one(&settled, SECOND);
    let mut asked = newer.findings.iter();
    let asked = asked
        .find(|finding| finding.fault.code() == Code::FewerRows)
        .unwrap();
    assert_eq!(asked.severity, Severity::Query);
    assert_eq!(newer.tables[0].rows[0].standing.as_str(), "certain");
}

#[test]
fn rows_that_were_wrong_or_took_another_name_are_not_asked_about() {
    let first = movements(&[
        movement("Khác", "#5"),
        movement("Nụ cười công sở", "10/12"),
        movement("Trường học hạnh phúc", "#5"),
    ]);
    let second = movements(&[
        movement("Khác", "#5"),
        movement("Vì người nghèo, không để ai bị bỏ lại phía sau", "#5"),
    ]);
    let files = vec![file(SECOND, &[second]), file(FIRST, &[first])];
    assert_eq!(
        differences(&settled(files, &[])),
        [format!("{SECOND} for {FIRST}: +1 -2 ~0, mended 1, new 0")]
    );
}

fn accept(sha256: &str, form: &str, code: &str) -> Decision {
    let of_form = |text: &str| {
        if form.is_empty() {
            String::new()
        } else {
            text.to_owned()
        }
    };
    Decision::Accept {
        row: Subject {
            sha256: sha256.to_owned(),
            unit: of_form("THPT-05"),
            collection: of_form("hoc-ky-1"),
            form: form.to_owned(),
            row_key: String::new(),
        },
        code: code.to_owned(),
        value: String::new(),
    }
}

#[test]
fn the_office_accepts_what_is_about_a_form_or_a_file_as_a_whole() {
    let open = |settled: &Settled, code: Code| {
        let mut findings = settled.submissions.iter().flat_map(|one| &one.findings);
        let finding = findings.find(|one| one.fault.code() == code).unwrap();
        finding.state == State::Open
    };
    let ruled = settled(shrunk(), &[accept("", "phong-trao", "fewer-rows")]);
    assert!(!open(&ruled, Code::FewerRows) && ruled.findings.is_empty());

    let mut broken = Examined {
        file: "THPT-05_hoc-ky-1 lần 4.xlsx".to_owned(),
        sha256: "abc".to_owned(),
        unreadable: Some(Fault::PasswordProtected),
        ..Examined::default()
    };
    broken.identity.unit = Some("THPT-05".into());
    broken.identity.collection = Some("hoc-ky-1".into());
    let files = || [shrunk(), vec![broken.clone()]].concat();
    let ruled = settled(files(), &[accept("abc", "", "password-protected")]);
    assert!(!open(&ruled, Code::PasswordProtected) && ruled.findings.is_empty());
    // Another file of that unit is another matter.
    let ruled = settled(files(), &[accept("def", "", "password-protected")]);
    assert!(open(&ruled, Code::PasswordProtected));
    assert_eq!(ruled.findings[0].1.fault.code(), Code::LapsedDecision);
}

#[test]
fn a_cover_over_blank_forms_is_no_report_and_displaces_nothing() {
    let cover = || ("don-vi", COVER.to_owned());
    let files = vec![
        file(
            SECOND,
            &[cover(), movements(&[]), ("sang-kien", IDEAS.to_owned())],
        ),
        file(FIRST, &[cover(), movements(&[movement("Khác", "#5")])]),
    ];
    let settled = settled(files, &[]);
    assert_eq!(
        states(&settled),
        [format!("{SECOND} empty"), format!("{FIRST} accepted")]
    );
    // Sent after one that can be used, it is only asked about.
    let blank = one(&settled, SECOND);
    let worst = blank.findings.iter().map(|finding| finding.severity).min();
    assert_eq!(worst, Some(Severity::Query));
}

#[test]
fn a_unit_with_nothing_to_report_on_some_forms_is_accepted() {
    let sheets = [
        ("don-vi", COVER.to_owned()),
        movements(&[movement("Khác", "#5")]),
        ("sang-kien", IDEAS.to_owned()),
    ];
    assert_eq!(
        states(&settled(vec![file(FIRST, &sheets)], &[])),
        [format!("{FIRST} accepted")]
    );
}

#[test]
fn a_file_without_a_known_day_that_calls_itself_later_is_only_asked_about() {
    let broken = |name: &str| Examined {
        file: name.to_owned(),
        sha256: name.to_owned(),
        unreadable: Some(Fault::PasswordProtected),
        identity: Identity {
            unit: Some("THPT-05".into()),
            collection: Some("hoc-ky-1".into()),
        },
        ..Examined::default()
    };
    let received = Receipt {
        file: FIRST.to_owned(),
        unit: String::new(),
        collection: String::new(),
        received_at: NaiveDate::from_ymd_opt(2024, 1, 15).unwrap().into(),
        mail_number: None,
    };
    let files = vec![
        broken(SECOND),
        broken("A/THPT-05_hoc-ky-1.xlsx"),
        file(FIRST, &[movements(&[movement("Khác", "#5")])]),
    ];
    let settled = settled_by(&CAMPAIGN, files, &[received], &[]);
    let severity = |file: &str| {
        let protected = |code: Code| code == Code::PasswordProtected;
        let mut findings = one(&settled, file).findings.iter();
        let finding = findings.find(|one| protected(one.fault.code()));
        finding.unwrap().severity
    };
    assert_eq!(severity(SECOND), Severity::Query);
    // Nothing tells when this one came.
    assert_eq!(severity("A/THPT-05_hoc-ky-1.xlsx"), Severity::Error);
}

#[test]
fn a_row_the_office_took_out_claims_nothing() {
    let models = "stt | ten | phan_loai | doi_tuong | chuc_vu | don_vi_cong_tac | linh_vuc | phong_trao | tom_tat | ngay_gioi_thieu\n#1 | Thư viện xanh | Mô hình | Tập thể |  | Trường THPT | Học tập |  | Tóm tắt | 20/11/2023";
    let own = |unit: &str| {
        let sheets = [("dien-hinh", models.to_owned())];
        file(&format!("{unit}_hoc-ky-1.xlsx"), &sheets)
    };
    let files = || vec![own("THPT-05"), own("THPT-06")];
    let claims = |settled: &Settled| {
        let findings = settled.submissions.iter().flat_map(|one| &one.findings);
        findings
            .filter(|one| one.fault.code() == Code::ClaimedTwice)
            .count()
    };
    assert_eq!(claims(&settled(files(), &[])), 2);
    let exclude = Decision::Exclude(Subject {
        unit: "THPT-05".to_owned(),
        collection: "hoc-ky-1".to_owned(),
        form: "dien-hinh".to_owned(),
        row_key: "Thư viện xanh|Tập thể|Trường THPT".to_owned(),
        ..Subject::default()
    });
    let ruled = settled(files(), &[exclude]);
    assert_eq!((claims(&ruled), ruled.findings.len()), (0, 0));
}

#[test]
fn a_campaign_weighs_lines_that_fit_nothing_too() {
    let mut campaign = CAMPAIGN.clone();
    campaign
        .severities
        .insert("lapsed-decision".to_owned(), Severity::Error);
    let decisions = [accept("no such file", "", "no-data")];
    let settled = settled_by(&campaign, shrunk(), &[], &decisions);
    assert_eq!(settled.findings[0].1.severity, Severity::Error);
}

#[test]
fn a_blank_form_that_two_units_sent_back_was_not_mixed_up() {
    let blank = |name: &str| Examined {
        sha256: "the blank form".to_owned(),
        ..file(name, &[movements(&[])])
    };
    let files = vec![
        blank("THPT-05_hoc-ky-1.xlsx"),
        blank("THPT-06_hoc-ky-1.xlsx"),
    ];
    let settled = settled(files, &[]);
    let mut codes = settled.submissions[0].findings.iter();
    assert!(codes.all(|finding| finding.fault.code() != Code::SharedBytes));
}

/// The findings of a code on a file, each as its place and message.
fn said(settled: &Settled, file: &str, code: Code) -> Vec<String> {
    let findings = one(settled, file).findings.iter();
    let of_code = findings.filter(|finding| finding.fault.code() == code);
    of_code
        .map(|finding| {
            let range = finding.place.range.map(|range| range.to_string());
            let message = finding.message(thidua::lang::Lang::En, thidua::finding::Personal::Shown);
            format!("{} {message}", range.unwrap_or_default())
        })
        .collect()
}

const AWARDS: &str = "stt | doi_tuong | ho_ten | don_vi_cong_tac | truc_tiep_giang_day | hinh_thuc | loai_khen | tinh_trang | cap | so_quyet_dinh | ngay_quyet_dinh";
const PLEDGES: &str = "stt | ma_chi_tieu | noi_dung | chi_tieu | don_vi_tinh | giai_phap";

fn award(state: &str) -> (&'static str, String) {
    let row = format!(
        "\n#1 | Cá nhân | Lò Thị Mai | THPT Bạch Liên số 1 | Có | Giấy khen của Giám đốc Sở | Thường xuyên | {state} | Sở | 12/QĐ | 20/12/2023"
    );
    ("khen-thuong", format!("{AWARDS}{row}"))
}

fn cover(collection: &str) -> (&'static str, String) {
    ("don-vi", COVER.replace("hoc-ky-1", collection))
}

fn registration() -> Examined {
    let rows = "\n#1 | CT01 | Tham gia | #95 | % | Vận động\n#2 | CT03 | Mô hình | #2 | mô hình | Phát hiện";
    let pledges = ("dang-ky", format!("{PLEDGES}{rows}"));
    file("THPT-05_dang-ky.xlsx", &[cover("dang-ky"), pledges])
}

#[test]
fn who_is_awarded_without_a_registration_is_asked() {
    let awarded = || {
        file(
            "THPT-05_hoc-ky-1.xlsx",
            &[cover("hoc-ky-1"), award("Đã khen")],
        )
    };
    let asked = said(
        &settled(vec![awarded()], &[]),
        "THPT-05_hoc-ky-1.xlsx",
        Code::NeedsReturn,
    );
    assert_eq!(
        asked,
        [" \"Khen thưởng\" has 1 rows, but the unit has no usable return \"Registration\""]
    );
    let registered = settled(vec![registration(), awarded()], &[]);
    assert!(said(&registered, "THPT-05_hoc-ky-1.xlsx", Code::NeedsReturn).is_empty());
    // Proposed is not awarded.
    let proposed = file(
        "THPT-05_hoc-ky-1.xlsx",
        &[cover("hoc-ky-1"), award("Đề nghị")],
    );
    let settled = settled(vec![proposed], &[]);
    assert!(said(&settled, "THPT-05_hoc-ky-1.xlsx", Code::NeedsReturn).is_empty());
}

#[test]
fn a_result_of_what_was_never_registered_is_asked_about_at_its_cell() {
    let results = "ma_chi_tieu | noi_dung | chi_tieu | ket_qua\nCT01 | Tham gia | #95 | #96\nCT02 | Điển hình | #2 | #3";
    let results = file(
        "THPT-05_cuoi-nam.xlsx",
        &[cover("cuoi-nam"), ("ket-qua", results.to_owned())],
    );
    let settled = settled(vec![registration(), results.clone()], &[]);
    assert_eq!(
        said(&settled, "THPT-05_cuoi-nam.xlsx", Code::NotInReturn),
        ["A3 \"CT02\" is not in \"Đăng ký thi đua\" of the unit's return \"Registration\""]
    );
    let alone = self::settled(vec![results], &[]);
    assert!(said(&alone, "THPT-05_cuoi-nam.xlsx", Code::NotInReturn).is_empty());
}

#[test]
fn a_return_whose_days_all_lie_before_the_school_year_is_an_earlier_years() {
    let models = |year: u32| {
        let row = |nth: u32| {
            format!(
                "\n#{nth} | Cô giáo {nth} | Điển hình | Cá nhân | THPT Bạch Liên số 1 | Giảng dạy | Tốt | 1{nth}/11/{year}"
            )
        };
        let head = "stt | ten | phan_loai | doi_tuong | don_vi_cong_tac | linh_vuc | tom_tat | ngay_gioi_thieu";
        let rows: String = (1..=3).map(row).collect();
        let sheets = [cover("hoc-ky-1"), ("dien-hinh", format!("{head}{rows}"))];
        settled(vec![file("THPT-05_hoc-ky-1.xlsx", &sheets)], &[])
    };
    assert_eq!(states(&models(2022)), ["THPT-05_hoc-ky-1.xlsx rejected"]);
    assert_eq!(
        said(&models(2022), "THPT-05_hoc-ky-1.xlsx", Code::FormerYear),
        [
            " All days in it lie before the school year (the last is 13/11/2022); it may be an earlier year's return sent again"
        ]
    );
    assert_eq!(states(&models(2023)), ["THPT-05_hoc-ky-1.xlsx accepted"]);
}

#[test]
fn a_number_far_from_those_of_the_units_peers_is_asked_about_and_stays_certain() {
    let units: Vec<&str> = CAMPAIGN
        .units
        .iter()
        .filter(|unit| unit.unit_type.as_str() == "truc-thuoc")
        .map(|unit| unit.code.as_str())
        .take(17)
        .collect();
    let files = |counts: &dyn Fn(usize) -> usize| {
        let of_unit = |(nth, unit): (usize, &&str)| {
            let figures = format!(
                "tong_so_cbgvnv | #{}\ntruc_tiep_giang_day | #20\ntin_bai | #4\ncuoc_kiem_tra | #1\ndon_thu_nhan | #0\ndon_thu_giai_quyet | #0\nhsg_quoc_gia | #0\nkhkt_quoc_gia | #0\ntruong_hanh_phuc | #0\nlop_tap_huan_da_du | #2",
                counts(nth)
            );
            let cover = COVER.replace("THPT-05", unit);
            let name = format!("{unit}_hoc-ky-1.xlsx");
            file(&name, &[("don-vi", cover), ("so-lieu", figures)])
        };
        settled(units.iter().enumerate().map(of_unit).collect(), &[])
    };
    // From 50 to 65, and one with a 0 too many: their median is 58, their median distance 4.
    let slipped = files(&|nth| if nth == 16 { 580 } else { 50 + nth });
    let name = format!("{}_hoc-ky-1.xlsx", units[16]);
    assert_eq!(
        said(&slipped, &name, Code::FarFromPeers),
        ["B1 \"580\" is far from that of 16 units of its type (their median is 58)"]
    );
    let table = one(&slipped, &name)
        .tables
        .iter()
        .find(|table| table.form.as_str() == "so-lieu");
    assert!(table.unwrap().rows[0].doubt.is_empty());
    let usual = files(&|nth| 50 + nth);
    assert!(usual.submissions.iter().all(|one| {
        one.findings
            .iter()
            .all(|finding| finding.fault.code() != Code::FarFromPeers)
    }));
}

/// The codes of a file that are about it as a whole.
fn about<'s>(settled: &'s Settled, file: &str) -> Vec<&'s str> {
    let findings = one(settled, file).findings.iter();
    let whole = findings.filter(|finding| finding.place.form.is_none());
    whole.map(|finding| finding.fault.code().as_str()).collect()
}

fn received(file: &str, day: u32) -> Receipt {
    Receipt {
        file: file.to_owned(),
        unit: String::new(),
        collection: String::new(),
        received_at: NaiveDate::from_ymd_opt(2024, 1, day).unwrap().into(),
        mail_number: None,
    }
}

#[test]
fn a_return_after_the_last_good_day_is_late_and_counts() {
    // The last good day is 20/01/2024.
    for (day, expected) in [(20, vec![]), (21, vec!["late"])] {
        let files = vec![file(FIRST, &[movements(&[movement("Khác", "#5")])])];
        let settled = settled_by(&CAMPAIGN, files, &[received(FIRST, day)], &[]);
        assert_eq!(about(&settled, FIRST), expected);
        assert_eq!(states(&settled), [format!("{FIRST} accepted")]);
    }
}

#[test]
fn a_line_of_the_log_that_fits_no_file_or_one_that_has_its_day_is_reported() {
    let files = vec![file(FIRST, &[movements(&[movement("Khác", "#5")])])];
    let log = [
        received("khong-co.xlsx", 15),
        received(FIRST, 15),
        received(FIRST, 16),
    ];
    let settled = settled_by(&CAMPAIGN, files, &log, &[]);
    let codes = settled.findings.iter().map(|(_, one)| one.fault.code());
    assert_eq!(
        codes.collect::<Vec<_>>(),
        [Code::UnmatchedReceipt, Code::UnmatchedReceipt]
    );
    let day = one(&settled, FIRST).received_on();
    assert_eq!(day, NaiveDate::from_ymd_opt(2024, 1, 15));
}

#[test]
fn a_unit_that_is_not_asked_for_a_collection_is_rejected() {
    let review = "ma_don_vi | tieu_chi | diem_tham_dinh\nTHPT-06 | TC01 | #8";
    let name = "THPT-05_tham-dinh.xlsx";
    let settled = settled(vec![file(name, &[("tham-dinh", review.to_owned())])], &[]);
    assert_eq!(states(&settled), [format!("{name} rejected")]);
    assert!(about(&settled, name).contains(&"not-a-sender"));
}

/// The sample campaign with units that were merged: THPT-05 into THPT-06 at the end of 2023, and
/// that into THPT-07 at the end of April 2024.
fn merged_campaign() -> Campaign {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/2023-2024");
    let read = |file: &Path| {
        let mut rows = read::table(file)?;
        if file.ends_with("units.csv") {
            for row in &mut rows {
                let (valid_to, successor) = match row[0].as_str() {
                    "THPT-05" => ("2023-12-31", "THPT-06"),
                    "THPT-06" => ("2024-04-30", "THPT-07"),
                    _ => continue,
                };
                row.resize(11, String::new());
                (row[9], row[10]) = (valid_to.to_owned(), successor.to_owned());
            }
        }
        Ok(rows)
    };
    campaign::load(&folder, read).unwrap()
}

/// The return of THPT-05, sent under its own code for a collection.
fn former_unit(collection: &str) -> (String, Examined) {
    let name = format!("THPT-05_{collection}.xlsx");
    let cover = COVER.replace("hoc-ky-1", collection);
    let sheets = [("don-vi", cover), movements(&[movement("Khác", "#5")])];
    let examined = marked_file(&name, &sheets, None, &merged_campaign());
    (name, examined)
}

#[test]
fn a_return_of_a_unit_that_was_merged_names_the_one_in_its_place_and_waits_for_the_office() {
    let campaign = merged_campaign();
    for (collection, into) in [
        ("hoc-ky-1", "THPT-06 Trường THPT Bạch Liên số 2 2024-01-01"),
        // Due after the second merger: whoever stands there by then.
        ("cuoi-nam", "THPT-07 Trường THPT Cẩm Vân số 1 2024-01-01"),
    ] {
        let (name, file) = former_unit(collection);
        let settled = settled_by(&campaign, vec![file], &[], &[]);
        assert_eq!(states(&settled), [format!("{name} rejected")]);
        assert_eq!(one(&settled, &name).rule, Some("not-a-sender"));
        let merger = one(&settled, &name).merger().unwrap();
        let told = format!("{} {} {}", merger.into, merger.name, merger.since);
        assert_eq!(told, into);
        let waiting = settled.waiting(&campaign).rulings;
        let asked = waiting.iter().find(|one| one.submission.file == name);
        let asked = asked.unwrap();
        assert_eq!(asked.wait, Wait::Unidentified);
        assert_eq!(asked.subject.unit, merger.into.as_str());
        assert_eq!(
            (
                asked.subject.sha256.as_str(),
                asked.subject.collection.as_str()
            ),
            (name.as_str(), collection)
        );
        // Neither is it asked of the unit that is gone, nor does its file count for the other.
        let key = |unit: &str| (unit.into(), collection.into());
        assert!(!settled.returns.contains_key(&key("THPT-05")));
        assert!(!settled.returns[&key(merger.into.as_str())].any_file);
    }
}

#[test]
fn a_return_from_before_the_merger_counts_for_the_unit_as_it_was() {
    let campaign = merged_campaign();
    let cover = COVER.replace("hoc-ky-1", "dang-ky");
    let pledge = "ma_chi_tieu | noi_dung | chi_tieu | giai_phap\nCT01 | Đăng ký | #5 | Tổ chức";
    let name = "THPT-05_dang-ky.xlsx";
    let sheets = [("don-vi", cover), ("dang-ky", pledge.to_owned())];
    let file = marked_file(name, &sheets, None, &campaign);
    let settled = settled_by(&campaign, vec![file], &[], &[]);
    assert_eq!(states(&settled), [format!("{name} accepted")]);
    let key = ("THPT-05".into(), "dang-ky".into());
    assert_eq!(settled.returns[&key].counting, Some(0));
}

#[test]
fn a_file_of_a_merged_unit_counts_for_the_one_the_office_assigns_it_to() {
    let campaign = merged_campaign();
    let cover = ("don-vi", COVER.to_owned());
    let sheets = [
        sheet("don-vi", &cover.1),
        sheet("phong-trao", &movements(&[movement("Khác", "#5")]).1),
    ];
    let workbook = Workbook {
        sheets: sheets.into(),
        ..Workbook::default()
    };
    let assigned = Identity {
        unit: Some("THPT-06".into()),
        collection: Some("hoc-ky-1".into()),
    };
    let index = Index::new(&campaign);
    let recognised = recognise(FIRST, &workbook, &assigned, &index);
    let file = Examined {
        file: FIRST.to_owned(),
        sha256: FIRST.to_owned(),
        ..validate(recognised, &Checker::new(&campaign))
    };
    let settled = settled_by(&campaign, vec![file], &[], &[]);
    assert_eq!(states(&settled), [format!("{FIRST} accepted")]);
    assert!(settled.returns[&("THPT-06".into(), "hoc-ky-1".into())].any_file);
}

#[test]
fn what_several_files_of_decisions_rule_alike_counts_once_as_the_last_has_it() {
    let collections: Vec<&Collection> = CAMPAIGN.collections.iter().collect();
    let filed = |key: &str, by: &str| Filed {
        decision: Decision::Exclude(Subject {
            unit: "THPT-05".to_owned(),
            collection: "hoc-ky-1".to_owned(),
            form: "phong-trao".to_owned(),
            row_key: key.to_owned(),
            ..Subject::default()
        }),
        by: by.to_owned(),
        date: String::new(),
        note: String::new(),
    };
    let file = |name: &str, filed: Vec<Filed>| Rulings {
        file: name.to_owned(),
        filed,
    };
    let terms = Terms {
        campaign: &CAMPAIGN,
        as_of: NaiveDate::from_ymd_opt(2024, 6, 15).unwrap(),
        collections: &collections,
        receipts: &[],
        decisions: &[
            file("a.csv", vec![filed("Khác", "A"), filed("Không có", "A")]),
            file("b.csv", vec![filed("Khác", "B")]),
        ],
    };
    let settled = settle(
        vec![self::file(FIRST, &[movements(&[movement("Khác", "9")])])],
        &terms,
    );
    let rulings = settled.rulings.iter();
    let rulings: Vec<(&str, bool)> = rulings.map(|(one, fits)| (&*one.by, *fits)).collect();
    assert_eq!(rulings, [("A", false), ("B", true)]);
    let lapsed = settled.findings.iter().map(|(file, _)| file.as_str());
    assert_eq!(lapsed.collect::<Vec<_>>(), ["a.csv"]);
}

#[test]
fn a_return_for_a_collection_the_run_does_not_look_at_is_left_out_unjudged() {
    let collections = [CAMPAIGN.collection(&"cuoi-nam".into()).unwrap()];
    let terms = Terms {
        campaign: &CAMPAIGN,
        as_of: NaiveDate::from_ymd_opt(2024, 6, 15).unwrap(),
        collections: &collections,
        receipts: &[],
        decisions: &[],
    };
    let settled = settle(
        vec![file(FIRST, &[movements(&[movement("Lạ", "")])])],
        &terms,
    );
    assert_eq!(states(&settled), [format!("{FIRST} rejected")]);
    assert_eq!(about(&settled, FIRST), ["other-collection"]);
}

#[test]
fn the_same_bytes_of_two_units_are_asked_about_at_each_and_count_for_both() {
    let own = |name: &str| Examined {
        sha256: "the same bytes".to_owned(),
        ..file(name, &[movements(&[movement("Khác", "#5")])])
    };
    let other = "THPT-06_hoc-ky-1.xlsx";
    let settled = settled(vec![own(FIRST), own(other)], &[]);
    for name in [FIRST, other] {
        assert!(about(&settled, name).contains(&"shared-bytes"));
        assert_eq!(one(&settled, name).state.as_str(), "accepted");
    }
}

#[test]
fn a_file_of_an_unknown_unit_waits_to_be_assigned_though_its_cover_names_one() {
    let name = "khong ro.xlsx";
    let cover = COVER.replace("THPT-05", "THPT-99");
    let sheets = [("don-vi", cover), movements(&[movement("Khác", "#5")])];
    let settled = settled(vec![marked_file(name, &sheets, None, &CAMPAIGN)], &[]);
    assert_eq!(one(&settled, name).state, SubmissionState::Unidentified);
    let waits = settled.waiting(&CAMPAIGN);
    assert_eq!(waits.nameless, 0);
    let [asked] = waits.rulings.as_slice() else {
        panic!("{waits:?}");
    };
    assert_eq!(asked.wait, Wait::Unidentified);
    let Subject {
        sha256, unit, form, ..
    } = &asked.subject;
    assert_eq!([sha256, unit, form], [name, "", ""]);
}

#[test]
fn what_waits_for_a_ruling_is_accepted_by_the_ruling_it_names() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/returns/returns");
    let files = || -> Vec<Examined> {
        let found = thidua::discover::list(&folder, &CAMPAIGN.limits).unwrap();
        let (index, checker) = (Index::new(&CAMPAIGN), Checker::new(&CAMPAIGN));
        let examine = |found: &thidua::discover::Found| {
            let opened = thidua::discover::open(found, &CAMPAIGN.limits);
            let (format, bytes) = opened.content.ok()?;
            let workbook = thidua::read::workbook(&bytes, format, &CAMPAIGN.limits).ok()?;
            let recognised = recognise(&found.name, &workbook, &Identity::default(), &index);
            Some(Examined {
                file: found.name.clone(),
                sha256: opened.sha256,
                ..validate(recognised, &checker)
            })
        };
        found.iter().filter_map(examine).collect()
    };
    let before = settled(files(), &[]);
    let waits = before.waiting(&CAMPAIGN);
    assert!(!waits.rulings.is_empty());
    let all = waits.rulings.iter().chain(&waits.needs_return);
    let rulings: Vec<Decision> = all
        .map(|one| Decision::Accept {
            row: one.subject.clone(),
            code: one.finding.fault.code().as_str().to_owned(),
            value: one.finding.value.clone().unwrap_or_default(),
        })
        .collect();
    assert!(rulings.len() > 20, "{}", rulings.len());
    let after = settled(files(), &rulings);
    let lapsed: Vec<&Fault> = after.findings.iter().map(|(_, one)| &one.fault).collect();
    assert_eq!(lapsed, Vec::<&Fault>::new());
    let waits = after.waiting(&CAMPAIGN);
    assert_eq!(waits.rulings.len(), 0, "{waits:?}");
    assert_eq!(waits.needs_return.len(), 0, "{waits:?}");
}

#[test]
fn a_return_on_an_older_blank_form_is_rejected_unless_its_form_still_holds() {
    let collection =
        |campaign: &Campaign| campaign.collection(&"hoc-ky-1".into()).cloned().unwrap();
    let state = |campaign: &Campaign, version: &str| {
        let mark = format!("2023-2024;hoc-ky-1;THPT-05;{version}");
        let sheets = [
            ("don-vi", COVER.to_owned()),
            movements(&[movement("Khác", "#50")]),
        ];
        let returned = marked_file("THPT-05_hoc-ky-1.xlsx", &sheets, Some(mark), campaign);
        let settled = settled_by(campaign, vec![returned], &[], &[]);
        let one = &settled.submissions[0];
        (one.state, one.rule)
    };
    let present = CAMPAIGN.form_version(&collection(&CAMPAIGN));
    let accepted = (SubmissionState::Accepted, None);
    let rejected = (SubmissionState::Rejected, Some("other-form-version"));
    assert_eq!(state(&CAMPAIGN, &present), accepted);
    assert_eq!(state(&CAMPAIGN, "1f0c22ab"), rejected);
    // A mark without a version says nothing of it.
    assert_eq!(state(&CAMPAIGN, ""), accepted);
    let mut lenient = CAMPAIGN.clone();
    let of_term = lenient
        .collections
        .iter_mut()
        .find(|one| one.id.as_str() == "hoc-ky-1");
    of_term.unwrap().form_versions.push("1f0c22ab".to_owned());
    assert_eq!(state(&lenient, "1f0c22ab"), accepted);
}

#[test]
fn what_could_not_be_checked_is_told_with_its_reason() {
    let coverage = |movements: String| {
        let sheets = [("don-vi", COVER.to_owned()), ("phong-trao", movements)];
        let settled = settled(vec![file("THPT-05_hoc-ky-1.xlsx", &sheets)], &[]);
        let checks = settled.checks(&CAMPAIGN);
        checks.coverage(&settled.submissions[0]).unwrap()
    };
    let lines = |coverage: &Coverage, form: &str| -> Vec<String> {
        let skipped = coverage.skipped.iter();
        let of_form = skipped.filter(|one| one.form.as_str() == form);
        let line = |one: &Skipped| {
            let fields: Vec<&str> = one.fields.iter().map(FieldName::as_str).collect();
            let (reason, checks) = (one.reason.as_str(), &one.checks);
            format!("{fields:?} {reason} {checks:?} {}", one.count)
        };
        of_form.map(line).collect()
    };
    let whole = coverage(format!("{MOVEMENTS}{}", movement("Khác", "#50")));
    let without = MOVEMENTS.replace(" | ket_qua", "");
    let torn = coverage(format!("{without}\n#1 | Khác | #50 | #90 | #3"));
    assert_eq!(lines(&whole, "phong-trao"), Vec::<String>::new());
    assert_eq!(
        lines(&torn, "phong-trao"),
        [r#"["ket_qua"] no-field {"enum", "required", "type"} 3"#]
    );
    assert_eq!(whole.run, torn.run + 3);
    // So many figures: a type, required and a minimum each, and two at most another.
    assert_eq!(
        lines(&whole, "so-lieu"),
        [r#"[] no-sheet {"at-most", "minimum", "required", "type"} 32"#]
    );
}

#[test]
fn an_award_that_two_senders_report_is_asked_about_at_both_and_namesakes_are_not() {
    let own = |unit: &str, place: &str, state: &str, number: &str| {
        let row = format!(
            "\n#1 | Cá nhân | Lò Thị Mai | {place} | Có | Giấy khen của Giám đốc Sở | Thường xuyên | {state} | Sở | {number} | 20/12/2023"
        );
        let sheets = [("khen-thuong", format!("{AWARDS}{row}"))];
        file(&format!("{unit}_hoc-ky-1.xlsx"), &sheets)
    };
    let asked = |first: (&str, &str, &str), second: (&str, &str, &str)| {
        let files = vec![
            own("PGD-02", first.0, first.1, first.2),
            own("THPT-05", second.0, second.1, second.2),
        ];
        let settled = settled(files, &[]);
        ["PGD-02", "THPT-05"]
            .map(|unit| {
                said(
                    &settled,
                    &format!("{unit}_hoc-ky-1.xlsx"),
                    Code::ClaimedTwice,
                )
            })
            .concat()
    };
    let award = ("THPT Bạch Liên số 1", "Đã khen", "12/QĐ-SGDĐT");
    assert_eq!(
        asked(award, ("THPT Bạch  Liên số 1", "Đã khen", "12/qđ-sgdđt")),
        [
            "C2 \"Lò Thị Mai\" is also reported by Trường THPT Bạch Liên số 1 (THPT-05)",
            "C2 \"Lò Thị Mai\" is also reported by Phòng GDĐT huyện Bạch Liên (PGD-02)"
        ]
    );
    // One decision names many, and two of them may share a name.
    let namesake = ("THPT Bạch Liên số 2", "Đã khen", "12/QĐ-SGDĐT");
    assert!(asked(award, namesake).is_empty());
    // Two decisions may honour the same person twice.
    let another = ("THPT Bạch Liên số 1", "Đã khen", "15/QĐ-SGDĐT");
    assert!(asked(award, another).is_empty());
    // Whoever only proposes claims nothing yet, and where there is no number none agrees.
    let proposed = ("THPT Bạch Liên số 1", "Đề nghị", "12/QĐ-SGDĐT");
    assert!(asked(award, proposed).is_empty());
    let unnumbered = ("THPT Bạch Liên số 1", "Đã khen", "");
    assert!(asked(unnumbered, unnumbered).is_empty());
}

#[test]
fn a_number_far_from_that_of_the_year_before_is_asked_about_and_stays_certain() {
    let mut campaign = CAMPAIGN.clone();
    campaign.baseline = [(("PGD-01".into(), "tin_bai".to_owned()), 41.0)].into();
    let told = |unit: &str, collection: &str, articles: &str| {
        let figures = format!(
            "tong_so_cbgvnv | #900\ntruc_tiep_giang_day | #800\ntin_bai | {articles}\ncuoc_kiem_tra | #1\ndon_thu_nhan | #0\ndon_thu_giai_quyet | #0\nhsg_quoc_gia | #0\nkhkt_quoc_gia | #0\ntruong_hanh_phuc | #0\nlop_tap_huan_da_du | #2"
        );
        let name = format!("{unit}_{collection}.xlsx");
        let files = vec![file(&name, &[("so-lieu", figures)])];
        let settled = settled_by(&campaign, files, &[], &[]);
        let table = &one(&settled, &name).tables[0];
        assert!(table.rows[0].doubt.is_empty());
        said(&settled, &name, Code::FarFromYearBefore)
    };
    assert_eq!(
        told("PGD-01", "cuoi-nam", "#480"),
        ["B3 \"480\" is far from the unit's own number of the year before (41)"]
    );
    // 205 is five times 41; 1 is less than a fifth of it, and yet only 40 away.
    for near in ["#206", "#205", "#41", "#1"] {
        let expected = usize::from(near == "#206");
        assert_eq!(told("PGD-01", "cuoi-nam", near).len(), expected, "{near}");
    }
    // Of half a year nothing is said, nor of a unit whose year before is not known.
    assert!(told("PGD-01", "hoc-ky-1", "#480").is_empty());
    assert!(told("PGD-02", "cuoi-nam", "#480").is_empty());
}
