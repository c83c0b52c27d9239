//! A finding of every code for each of its wordings; the first is what a page's example tells of.

use chrono::NaiveDate;
use thidua::finding::{
    Code, ControlTotal, Fault, Finding, ForeignFormat, LimitKind, Merger, Place, Replaced, Source,
    Stopped,
};

const FORMER: &str = "PGD-01_cuoi-nam.xlsx";

fn plain(fault: Fault) -> Finding {
    Finding::new(Place::file(), fault)
}

fn seen(fault: Fault, value: &str) -> Finding {
    plain(fault).with_value(Some(value.to_owned()), false)
}

/// Of a value that names a person, so that the terminal hides it.
fn hidden(fault: Fault, value: &str) -> Finding {
    plain(fault).with_value(Some(value.to_owned()), true)
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn at(cell: &str) -> thidua::location::CellRef {
    cell.parse().unwrap()
}

fn both(vi: &str, en: &str) -> (String, String) {
    (vi.to_owned(), en.to_owned())
}

fn formats() -> Vec<Finding> {
    use ForeignFormat as F;
    let all = [
        F::Pdf,
        F::Word,
        F::Html,
        F::Text,
        F::Rar,
        F::SevenZip,
        F::Zip,
        F::NestedArchive,
        F::OtherArchive,
        F::SpreadsheetXml,
        F::FlatOpenDocument,
        F::OpenDocumentText,
        F::WebArchive,
        F::Presentation,
        F::Image,
        F::OutwardLink,
        F::NoFile,
        F::Other,
    ];
    let faults = all.into_iter().map(|format| Fault::NotAWorkbook { format });
    faults.map(plain).collect()
}

fn limits() -> Vec<Finding> {
    let all = [
        (LimitKind::FileBytes, 26_214_400, 20_971_520),
        (LimitKind::InflatedBytes, 1_610_612_736, 67_108_864),
        (LimitKind::Cells, 612_000, 500_000),
        (LimitKind::Sheets, 255, 200),
        (LimitKind::TextLength, 40_000, 32_767),
        (LimitKind::Rows, 1_048_576, 100_000),
        (LimitKind::Columns, 16_384, 1_000),
        (LimitKind::ArchiveEntries, 12_500, 10_000),
        (LimitKind::Findings, 249_500, 20_000),
    ];
    let faults = all.map(|(limit, found, allowed)| Fault::TooLarge {
        limit,
        found,
        allowed,
    });
    faults.map(plain).into()
}

fn changes(added: usize, removed: usize, changed: usize, mended: usize, new: usize) -> Finding {
    plain(Fault::Resubmission(Replaced {
        former: FORMER.to_owned(),
        added,
        removed,
        changed,
        mended,
        new,
    }))
}

fn conflict(taken: &str, source: Source, other: &str) -> Finding {
    plain(Fault::ConflictingIdentity {
        taken: taken.to_owned(),
        source,
        other: other.to_owned(),
    })
}

/// The title of another collection.
fn registration() -> (String, String) {
    (
        "Đăng ký thi đua đầu năm học".to_owned(),
        "Registration".to_owned(),
    )
}

/// The samples of a code. A new code makes the compiler ask for its own.
#[expect(clippy::too_many_lines, reason = "one arm a code")]
pub(crate) fn samples(code: Code) -> Vec<Finding> {
    let detail = || "invalid Zip archive: Could not find EOCD".to_owned();
    let former = || FORMER.to_owned();
    match code {
        Code::EmptyFile => vec![plain(Fault::EmptyFile)],
        Code::NotAWorkbook => formats(),
        Code::DamagedFile => vec![plain(Fault::DamagedFile { detail: detail() })],
        Code::PasswordProtected => vec![plain(Fault::PasswordProtected)],
        Code::TooLarge => limits(),
        Code::ReaderStopped => [Stopped::Memory, Stopped::Time, Stopped::Crash]
            .map(|why| plain(Fault::ReaderStopped { why }))
            .into(),
        Code::ProgramFault => vec![plain(Fault::ProgramFault)],
        Code::Macros => vec![plain(Fault::Macros)],
        Code::ExternalLinks => vec![plain(Fault::ExternalLinks)],
        Code::UnknownUnit => [
            (Some("Trường THPT Vân Khê số 4"), Some("THPT-03")),
            (Some("Trường Mầm non Hoa Ban"), None),
            (None, None),
        ]
        .map(|(written, suggestion)| {
            plain(Fault::UnknownUnit {
                written: written.map(str::to_owned),
                suggestion: suggestion.map(Into::into),
            })
        })
        .into(),
        Code::UnknownCollection => [Some("Quý III"), None]
            .map(|written| {
                let written = written.map(str::to_owned);
                plain(Fault::UnknownCollection { written })
            })
            .into(),
        Code::ConflictingIdentity => vec![
            conflict("PGD-02", Source::Path, "PGD-03"),
            conflict("PGD-02", Source::UnitCode, "PGD-O2"),
            conflict("PGD-02", Source::UnitName, "PGD-03"),
            conflict("2023-2024", Source::Mark, "2022-2023"),
        ],
        Code::NotASender => {
            let merger = Merger {
                into: "PGD-05".into(),
                name: "Phòng GDĐT huyện Hà Sơn".to_owned(),
                since: day(2024, 1, 1),
            };
            [None, Some(merger)]
                .map(|merger| {
                    let unit = "PGD-03".into();
                    plain(Fault::NotASender { unit, merger })
                })
                .into()
        }
        Code::NoData => vec![plain(Fault::NoData)],
        Code::IdenticalCopy => vec![plain(Fault::IdenticalCopy { of: former() })],
        Code::SharedBytes => vec![plain(Fault::SharedBytes { with: former() })],
        Code::Late => vec![plain(Fault::Late {
            received: day(2023, 10, 26),
            last_good_day: day(2023, 10, 24),
        })],
        Code::AfterAsOf => vec![plain(Fault::AfterAsOf {
            received: day(2024, 6, 18),
        })],
        Code::OtherCollection => vec![plain(Fault::OtherCollection)],
        Code::NoReceipt => vec![plain(Fault::NoReceipt)],
        Code::UnmatchedReceipt => vec![plain(Fault::UnmatchedReceipt {
            line: "PGD-1.xlsx, 28/05/2024".to_owned(),
        })],
        Code::LapsedDecision => vec![plain(Fault::LapsedDecision {
            decision: "accept missing-value PGD-01 cuoi-nam dien-hinh".to_owned(),
        })],

        Code::MissingSheet => vec![plain(Fault::MissingSheet {
            sheet: "Khen thưởng".to_owned(),
        })],
        Code::LostSheet => vec![plain(Fault::LostSheet {
            sheet: "Khen thưởng".to_owned(),
            former: former(),
        })],
        Code::HiddenSheet => [false, true]
            .map(|very| plain(Fault::HiddenSheet { very }))
            .into(),
        Code::HiddenRows => vec![plain(Fault::HiddenRows)],
        Code::ExtraTable => vec![plain(Fault::ExtraTable)],
        Code::ExtraSheet => vec![plain(Fault::ExtraSheet)],
        Code::RepeatedSheet => vec![plain(Fault::RepeatedSheet {
            read: "Khen thưởng".to_owned(),
        })],
        Code::RenamedSheet => vec![plain(Fault::RenamedSheet {
            sheet: "Khen thưởng".to_owned(),
        })],
        Code::NoHeader => vec![plain(Fault::NoHeader)],
        Code::UnreadableSheet => vec![plain(Fault::UnreadableSheet {
            detail: "ill-formed document".to_owned(),
        })],
        Code::MissingLabel => vec![plain(Fault::MissingLabel {
            label: "Số quyết định".to_owned(),
        })],
        Code::ExtraLabel => vec![seen(Fault::ExtraLabel, "Ghi nhớ"), plain(Fault::ExtraLabel)],
        Code::DuplicateLabel => vec![seen(
            Fault::DuplicateLabel { read: at("D4") },
            "Số hoạt động",
        )],
        Code::MovedLabel => vec![seen(Fault::MovedLabel, "Kết quả"), plain(Fault::MovedLabel)],
        Code::SimilarLabel => {
            let label = || "Số hoạt động".to_owned();
            vec![
                seen(Fault::SimilarLabel { label: label() }, "So hoat dong"),
                plain(Fault::SimilarLabel { label: label() }),
            ]
        }
        Code::SecondValue => vec![
            seen(Fault::SecondValue { read: at("C5") }, "48"),
            hidden(Fault::SecondValue { read: at("C5") }, "Lò Văn Minh"),
        ],

        Code::MissingValue => vec![plain(Fault::MissingValue)],
        Code::TypeError => {
            let whole = || both("một số nguyên, ví dụ 12", "a whole number such as 12");
            vec![
                seen(Fault::TypeError { expected: whole() }, "10/12"),
                plain(Fault::TypeError { expected: whole() }),
                hidden(
                    Fault::TypeError {
                        expected: both("chữ đọc được, đủ dấu", "legible text with all its letters"),
                    },
                    "L? V?n Minh",
                ),
            ]
        }
        Code::ErrorCell => vec![seen(Fault::ErrorCell, "#N/A"), plain(Fault::ErrorCell)],
        Code::NoCachedValue => vec![plain(Fault::NoCachedValue)],
        Code::FormulaValue => vec![plain(Fault::FormulaValue)],
        Code::NothingAbove => vec![seen(Fault::NothingAbove, "nt")],
        Code::MergedAcross => vec![plain(Fault::MergedAcross)],
        Code::AmbiguousPercent => vec![seen(
            Fault::AmbiguousPercent {
                read: 0.95,
                other: 95.0,
            },
            "0,95",
        )],
        Code::DoubtfulEncoding => {
            let reading = |text: &str| Fault::DoubtfulEncoding {
                reading: text.to_owned(),
            };
            vec![
                seen(reading("Toán"), "To¸n"),
                hidden(reading("Lò Văn Minh"), "Lß V¨n Minh"),
            ]
        }
        Code::AmbiguousDate => {
            let fault = || Fault::AmbiguousDate {
                read: day(2024, 3, 4),
                other: day(2024, 4, 3),
            };
            vec![seen(fault(), "04/03/2024"), hidden(fault(), "04/03/2024")]
        }
        Code::NotInList => {
            let listed = ["Hoàn thành", "Đang thực hiện", "Không hoàn thành"];
            let fault = |suggestion: Option<&str>, allowed: &[&str]| Fault::NotInList {
                allowed: allowed.iter().map(|&one| one.to_owned()).collect(),
                suggestion: suggestion.map(str::to_owned),
            };
            let many = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
            vec![
                seen(fault(Some("Hoàn thành"), &listed), "Hoàn tất"),
                seen(fault(None, &listed), "Xong"),
                seen(fault(None, &many), "11"),
            ]
        }
        Code::ExclusiveMinimum => {
            let than = ("0".to_owned(), "0".to_owned());
            vec![seen(Fault::NotGreater { than }, "-1")]
        }
        Code::ExclusiveMaximum => {
            let than = ("10".to_owned(), "10".to_owned());
            vec![seen(Fault::NotLess { than }, "12")]
        }
        Code::ForeignKey => {
            let source = "Kiểu dữ liệu".to_owned();
            vec![seen(Fault::NoSuchRow { source }, "M77")]
        }
        Code::BelowMinimum => vec![seen(
            Fault::BelowMinimum {
                minimum: both("0", "0"),
            },
            "-1",
        )],
        Code::AboveMaximum => vec![seen(
            Fault::AboveMaximum {
                maximum: both("100", "100"),
            },
            "120",
        )],
        Code::TooShort => vec![seen(Fault::TooShort { minimum: 20 }, "Tốt")],
        Code::TooLong => vec![plain(Fault::TooLong {
            length: 2150,
            maximum: 2000,
        })],
        Code::PatternMismatch => {
            let of = |pattern: &str| Fault::PatternMismatch {
                pattern: pattern.to_owned(),
            };
            vec![
                hidden(of("0[0-9]{9}"), "091234567"),
                seen(of(r"\d{12}"), "01234"),
                seen(of("[0-9]+/QĐ-.+"), "15"),
            ]
        }
        Code::NotUnique => vec![seen(Fault::NotUnique { first: at("H6") }, "15/QĐ-SGDĐT")],

        Code::TotalMismatch => vec![seen(Fault::TotalMismatch { sum: 41.0 }, "43")],
        Code::ControlTotal => [None, Some("Tổng số CB, GV, NV")]
            .map(|label| {
                plain(Fault::ControlTotal(ControlTotal {
                    sheet: "Khen thưởng".to_owned(),
                    label: label.map(str::to_owned),
                    stated: 12.0,
                    read: 11.0,
                }))
            })
            .into(),
        Code::DuplicateRow => vec![plain(Fault::DuplicateRow { first_row: 7 })],
        Code::AboveOther => vec![seen(
            Fault::AboveOther {
                label: "Điểm tối đa".to_owned(),
                other: 10.0,
            },
            "12",
        )],
        Code::SameAsOther => vec![plain(Fault::SameAsOther {
            label: "Lãnh đạo phụ trách".to_owned(),
        })],
        Code::MissingWhen => vec![plain(Fault::MissingWhen {
            label: "Tình trạng".to_owned(),
            equals: "Đã khen".to_owned(),
        })],
        Code::MissingWith => vec![plain(Fault::MissingWith {
            label: "Nơi đăng".to_owned(),
        })],
        Code::OutsideSchoolYear => vec![seen(
            Fault::OutsideSchoolYear {
                from: day(2023, 9, 5),
                to: day(2024, 5, 31),
            },
            "12/03/2023",
        )],
        Code::NotInOwnBlock => vec![seen(Fault::NotInOwnBlock, "KK-02")],
        Code::OwnReview => vec![seen(Fault::OwnReview, "PGD-02")],
        Code::AboveCriterion => vec![seen(
            Fault::AboveCriterion {
                criterion: "TC01".to_owned(),
                maximum: 10.0,
            },
            "12",
        )],
        Code::NamesNoCollection => vec![seen(Fault::NamesNoCollection, "Quý III")],

        Code::OtherFormVersion => vec![plain(Fault::OtherFormVersion {
            version: "1f0c22ab".to_owned(),
            present: "9d41e07c".to_owned(),
        })],
        Code::FormerYear => {
            let last = NaiveDate::from_ymd_opt(2022, 11, 13).unwrap();
            vec![plain(Fault::FormerYear { last })]
        }
        Code::NeedsReturn => vec![plain(Fault::NeedsReturn {
            sheet: "Khen thưởng".to_owned(),
            rows: 3,
            collection: registration(),
        })],
        Code::NotInReturn => vec![seen(
            Fault::NotInReturn {
                sheet: "Đăng ký thi đua".to_owned(),
                collection: registration(),
            },
            "CT02",
        )],
        Code::FarFromPeers => [None, Some("Tổng số CB, GV, NV")]
            .map(|per| {
                let fault = Fault::FarFromPeers {
                    median: 58.0,
                    others: 16,
                    per: per.map(str::to_owned),
                };
                seen(fault, "580")
            })
            .into(),
        Code::FarFromYearBefore => {
            vec![seen(Fault::FarFromYearBefore { before: 41.0 }, "480")]
        }
        Code::Resubmission => vec![
            changes(2, 0, 1, 3, 0),
            changes(1, 4, 0, 0, 1),
            changes(0, 0, 0, 2, 1),
            changes(0, 0, 0, 0, 0),
        ],
        Code::FewerRows => vec![plain(Fault::FewerRows {
            former: former(),
            before: 12,
            now: 9,
        })],
        Code::ClaimedTwice => vec![
            seen(
                Fault::ClaimedTwice {
                    other: Some(("PGD-02".into(), "Phòng GDĐT huyện Bạch Liên".to_owned())),
                },
                "Trường TH Nậm Cắn",
            ),
            hidden(
                Fault::ClaimedTwice {
                    other: Some(("PGD-02".into(), "Phòng GDĐT huyện Bạch Liên".to_owned())),
                },
                "Lò Văn Minh",
            ),
        ],
    }
}
