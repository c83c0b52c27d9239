//! The sheets that say what became of files, rows and values.

use calamine::Data;

use super::fixture::Fixture;
use super::report;
use super::written::{Written, number, text};
use crate::finding::{Fault, Finding, Place, Repair, RepairRule, Replaced};
use crate::lang::Lang;
use crate::settle::SubmissionState;

fn dates(texts: &[&str], personal: bool) -> Vec<Repair> {
    let repair = |(row, before): (u32, &&str)| Repair {
        rule: RepairRule::DateFromText,
        sheet: "Mô hình, điển hình".into(),
        range: format!("J{row}").parse().unwrap(),
        form: "dien-hinh".into(),
        field: "ngay_gioi_thieu".into(),
        before: (*before).into(),
        after: format!("0{before}").into(),
        count: 1,
        personal,
    };
    (7..).zip(texts).map(repair).collect()
}

/// The lines of the ledger: cells, as written, as read, how many.
fn ledger(repairs: Vec<Repair>) -> Vec<(String, String, String, f64)> {
    let mut fixture = Fixture::new();
    for one in &mut fixture.settled.submissions {
        one.repairs.clear();
    }
    fixture.settled.submissions[0].repairs = repairs;
    let written = Written::of(&report(&fixture, Lang::Vi));
    let rows = written.table("Nhật ký chuẩn hóa", &["STT", "Mã đơn vị"]);
    let line = |row: &Vec<Data>| {
        let text = |at: usize| text(&row[at]).to_owned();
        (text(6), text(8), text(9), number(&row[11]))
    };
    rows.iter().map(line).collect()
}

#[test]
fn a_line_of_the_ledger_is_a_run_of_cells_with_the_first_of_its_texts() {
    let line = |cells: &str, before: &str, after: &str, count: f64| {
        (cells.to_owned(), before.to_owned(), after.to_owned(), count)
    };
    let texts = ["1/9/2023", "1/9/2023", "2/9/2023", "3/9/2023", "4/9/2023"];
    assert_eq!(
        ledger(dates(&texts, false)),
        [line(
            "J7:J11",
            "1/9/2023; 2/9/2023; 3/9/2023; …",
            "01/9/2023; 02/9/2023; 03/9/2023; …",
            5.0
        )]
    );
    // The data file leaves persons out, so that here each is told.
    assert_eq!(
        ledger(dates(&texts[1..3], true)),
        [
            line("J7", "1/9/2023", "01/9/2023", 1.0),
            line("J8", "2/9/2023", "02/9/2023", 1.0),
        ]
    );
}

#[test]
fn what_a_file_sent_again_changes_is_told_beside_it() {
    let mut fixture = Fixture::new();
    let accepted = |state: SubmissionState| state == SubmissionState::Accepted;
    let submissions = &mut fixture.settled.submissions;
    let newer = submissions
        .iter_mut()
        .find(|one| accepted(one.state))
        .unwrap();
    let file = newer.file.clone();
    let resubmission = Fault::Resubmission(Replaced {
        former: "cu.xlsx".to_owned(),
        added: 2,
        removed: 0,
        changed: 3,
        mended: 4,
        new: 0,
    });
    let fewer = Fault::FewerRows {
        former: "cu.xlsx".to_owned(),
        before: 12,
        now: 3,
    };
    let sheet = Place::sheet(&"Khen thưởng".into());
    newer
        .findings
        .push(Finding::new(Place::file(), resubmission));
    newer.findings.push(Finding::new(sheet, fewer));
    let written = Written::of(&report(&fixture, Lang::Vi));
    let rows = written.rows("Tình hình báo cáo");
    let told: Vec<&Vec<Data>> = rows.iter().filter(|row| row[0] == "V").collect();
    assert_eq!(told.len(), 1);
    assert_eq!(text(&told[0][14]), file);
    assert_eq!(
        text(&told[0][15]),
        "Thêm 2 dòng, sửa 3 dòng; đã xử lý 4 nội dung so với bản trước (cu.xlsx). \
         Khen thưởng: Bản trước (cu.xlsx) có 12 dòng, bản này còn 3 dòng; một số dòng hợp lệ không còn"
    );
}

#[test]
fn every_row_read_is_certain_in_doubt_or_left_out_by_a_rule() {
    let fixture = Fixture::new();
    let written = Written::of(&report(&fixture, Lang::Vi));
    let rows = written.table("Nguồn số liệu", &["STT", "Biểu"]);
    let forms = &rows[..fixture.campaign.forms.len()];
    let mut left_out = 0.0;
    for row in forms {
        let [seen, certain, doubt] = [3, 4, 5].map(|at| number(&row[at]));
        let words: f64 = text(&row[6])
            .rsplit_once(' ')
            .map_or(0.0, |(_, count)| count.parse().unwrap());
        assert_eq!(seen, certain + doubt + words, "{row:?}");
        left_out += words;
    }
    assert!(left_out > 0.0);
}
