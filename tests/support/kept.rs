//! One file with something in every place of what is kept of files.

use std::sync::Arc;

use thidua::finding::{Fault, Finding, Place, Repair, RepairRule, RowRule, State};
use thidua::location::{CellRef, Range};
use thidua::recognise::Identity;
use thidua::settle::{Decision, Filed, Receipt, ReceiptLog, Rulings, Subject};
use thidua::table::kept::Part;
use thidua::validate::{Cells, Examined, Explanation, Row, Standing, Table, Tally, Value};

fn text(text: &str) -> String {
    text.to_owned()
}

fn cell(at: &str) -> CellRef {
    at.parse().unwrap()
}

fn values() -> Vec<Option<Value>> {
    let moment = "2024-05-19T08:30:00".parse().unwrap();
    vec![
        None,
        Some(Value::text("Khác")),
        Some(Value::Number(0.5)),
        Some(Value::Integer(-7)),
        Some(Value::Boolean(true)),
        Some(Value::Date("2024-05-19".parse().unwrap())),
        Some(Value::DateTime(moment)),
        Some(Value::Time(moment.time())),
    ]
}

fn row(row: u32, standing: Standing) -> Row {
    Row {
        row,
        values: values(),
        key: Some("khac".into()),
        standing,
        doubt: vec![1, 5],
    }
}

fn table(cells: Cells) -> Table {
    Table {
        form: "phong-trao".into(),
        sheet: Arc::from("Phong trào"),
        cells,
        rows: vec![
            row(4, Standing::Certain),
            row(5, Standing::Doubt),
            row(6, Standing::Excluded(RowRule::Average)),
            row(7, Standing::Excluded(RowRule::Unused)),
        ],
    }
}

fn repair(rule: RepairRule) -> Repair {
    Repair {
        rule,
        sheet: Arc::from("Phong trào"),
        range: cell("C7").into(),
        form: "phong-trao".into(),
        field: "ket_qua".into(),
        before: "hoàn thành ".into(),
        after: "Hoàn thành".into(),
        count: 3,
        personal: true,
    }
}

fn finding(state: State) -> Finding {
    let place = Place {
        sheet: Some(Arc::from("Phong trào")),
        range: Some(Range {
            first: cell("C7"),
            last: cell("D9"),
        }),
        form: Some("phong-trao".into()),
        field: Some("ket_qua".into()),
    };
    let mut finding = Finding::new(place, Fault::MissingValue).with_value(Some(text("x")), true);
    finding.state = state;
    finding
}

fn examined() -> Examined {
    Examined {
        file: text("a/b.xlsx"),
        sha256: text("00"),
        identity: Identity {
            unit: Some("THPT-05".into()),
            collection: Some("cuoi-nam".into()),
        },
        unreadable: Some(Fault::NoData),
        tables: vec![
            table(Cells::Columns(vec![None, Some(3)])),
            table(Cells::Record(vec![None, Some(cell("B2"))])),
        ],
        set_aside: [(RowRule::Average, 1), (RowRule::Unused, 2)].into(),
        tallies: vec![Tally {
            form: "phong-trao".into(),
            sheet: Arc::from("Phong trào"),
            seen: 7,
            set_aside: 3,
        }],
        findings: [State::Open, State::Explained, State::Accepted]
            .map(finding)
            .into(),
        repairs: [RepairRule::Text, RepairRule::AsAbove].map(repair).into(),
        explanations: vec![Explanation {
            code: text("peer"),
            form: text("phong-trao"),
            field: text("ket_qua"),
            digests: [text("1f")].into(),
            text: text("Đúng"),
        }],
        cover_date: Some("2024-05-19".parse().unwrap()),
        has_data: true,
    }
}

fn filed() -> Vec<Filed> {
    let row = Subject {
        sha256: text("00"),
        unit: text("THPT-05"),
        collection: text("cuoi-nam"),
        form: text("phong-trao"),
        row_key: text("Khác"),
    };
    let assign = Decision::Assign {
        sha256: text("00"),
        unit: text("THPT-05"),
        collection: text("cuoi-nam"),
    };
    let accept = Decision::Accept {
        row: row.clone(),
        code: text("peer"),
        value: text("7"),
    };
    let filed = [assign, Decision::Exclude(row), accept].map(|decision| Filed {
        decision,
        by: text("Nguyễn Hải Yến"),
        date: text("2024-06-12"),
        note: text("Đúng"),
    });
    filed.into()
}

/// A file, and what is said of all files beside hashes, names and numbers.
pub(crate) fn everything() -> (Examined, Vec<Part>, Vec<ReceiptLog>, Vec<Rulings>) {
    let part = Part {
        label: text("a"),
        campaign: text("2023-2024"),
        as_of: "2024-06-15".parse().unwrap(),
        files: 1,
        sha256: text("00"),
    };
    let log = ReceiptLog {
        below: text("a/"),
        name: text("a/received.csv"),
        lines: vec![Receipt {
            file: text("b.xlsx"),
            unit: text("THPT-05"),
            collection: text("cuoi-nam"),
            received_at: "2024-05-19T08:30:00".parse().unwrap(),
            mail_number: Some(text("12")),
        }],
    };
    let rulings = Rulings {
        file: text("a/decisions.csv"),
        filed: filed(),
    };
    (examined(), vec![part], vec![log], vec![rulings])
}
