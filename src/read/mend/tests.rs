use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::read::{Cell, LegacyFont};
use crate::text::all_syllables;
use crate::text::encoder::encode;

/// A workbook of one sheet, from rows of cells split at `|`.
fn workbook(grid: &[&str]) -> Workbook {
    let mut cells = Vec::new();
    for (row, line) in (1..).zip(grid) {
        for (column, text) in (1..).zip(line.split('|')) {
            let at = CellRef::new(row, column).unwrap();
            let value = CellValue::Text(text.into());
            cells.push(Cell { at, value });
        }
    }
    Workbook {
        sheets: vec![Sheet {
            name: Arc::from("Sheet1"),
            cells,
            ..Sheet::default()
        }],
        ..Workbook::default()
    }
}

fn mended(grid: &[&str]) -> Sheet {
    mended_workbook(workbook(grid))
}

fn mended_workbook(mut workbook: Workbook) -> Sheet {
    mend(&mut workbook);
    workbook.sheets.remove(0)
}

/// The texts as they read, row by row.
fn texts(sheet: &Sheet) -> Vec<String> {
    let shown =
        |cells: &[Cell]| -> Vec<String> { cells.iter().map(|cell| cell.value.shown()).collect() };
    sheet
        .rows()
        .map(|(_, cells)| shown(cells).join("|"))
        .collect()
}

/// One text alone: how it reads, the rule, and what is asked.
#[track_caller]
fn check(written: &str, read: &str, rule: Option<RepairRule>, asked: Option<&str>) {
    let sheet = mended(&[written]);
    assert_eq!(texts(&sheet), [read], "{written:?}");
    assert_eq!(
        sheet.mended.first().map(|mended| mended.rule),
        rule,
        "{written:?}"
    );
    let doubt = sheet.doubtful.first().map(|(_, reading)| reading.as_str());
    assert_eq!(doubt, asked, "{written:?}");
    if let Some(mended) = sheet.mended.first() {
        assert_eq!(mended.before, written);
    }
}

#[track_caller]
fn unchanged(written: &str) {
    check(written, written, None, None);
}

const SENTENCE: &str = "Trường Tiểu học Thị trấn Mường Ảng";

#[test]
fn no_well_formed_syllable_is_changed_or_asked_about_alone() {
    for word in all_syllables() {
        let mut title = word.chars();
        let first = title.next().unwrap();
        let title: String = first.to_uppercase().chain(title).collect();
        for word in [&word.to_uppercase(), &title, word] {
            unchanged(word);
        }
    }
}

#[test]
fn no_well_formed_syllable_is_changed_in_company() {
    let all = all_syllables();
    assert!(all.len() > 10_000, "{}", all.len());
    let rows: Vec<&str> = all.iter().map(String::as_str).collect();
    for fonts in [vec![], vec![LegacyFont::Tcvn3, LegacyFont::Vni]] {
        let mut written = workbook(&rows);
        written.fonts = fonts;
        let read = mended_workbook(written);
        assert_eq!(texts(&read), rows);
        assert!(
            read.mended.is_empty() && read.doubtful.is_empty(),
            "{:?}",
            read.doubtful
        );
    }
}

proptest! {
    #[test]
    fn no_sentence_in_unicode_is_changed_whatever_its_font(
        picks in proptest::collection::vec(any::<prop::sample::Index>(), 2..20),
        capitals: bool,
    ) {
        let all = all_syllables();
        let words: Vec<&str> = picks.iter().map(|pick| pick.get(all).as_str()).collect();
        let mut sentence = words.join(" ");
        if capitals {
            sentence = sentence.to_uppercase();
        }
        let alone = mended(&[&sentence]);
        prop_assert_eq!(&texts(&alone)[0], &sentence);
        prop_assert!(alone.mended.is_empty() && alone.doubtful.is_empty());

        let mut pasted = workbook(&[&sentence, SENTENCE]);
        pasted.fonts = vec![LegacyFont::Tcvn3];
        let at = pasted.sheets[0].cells.iter().map(|cell| cell.at);
        pasted.sheets[0].fonts = at.map(|at| (at, LegacyFont::Tcvn3)).collect();
        let pasted = mended_workbook(pasted);
        prop_assert_eq!(&texts(&pasted)[0], &sentence);
        prop_assert!(pasted.mended.is_empty() && pasted.doubtful.is_empty());
    }
}

#[test]
fn what_else_stands_in_returns_is_left_alone() {
    for text in [
        "café",
        "résumé",
        "São Paulo",
        "naïve",
        "25 µm",
        "µm",
        "37,5 °C",
        "m²",
        "10 m³",
        "5 ± 1",
        "§ 5",
        "§",
        "“Dạy tốt – học tốt”",
        "“Tốt”",
        "5 €",
        "© Sở GDĐT",
        "Microsoft®",
        "«Không»",
        "½ giờ",
        "3×4",
        "ghi chú¹",
        "Bạn¹",
        "· một",
        "·",
        "º",
        "ª",
        "…",
        "•",
        "✓",
        "→ đạt",
        "Noël",
        "Zoë",
        "Müller",
        "Citroën",
        "El Niño",
        "Curaçao",
        "Škoda",
        "Łódź",
        "Москва",
        "Ελλάδα",
        "ສະບາຍດີ",
        "日本語",
        "αβγ",
        "Δt",
        "kΩ",
        "sin α",
        "hòang",
        "qúy",
        "tòan diện",
        "Hòa ngòai",
        "Đắk Lắk",
        "Krông Nô",
        "Bắc Kạn",
        "Pa Nậm Cúm",
        "crème brûlée",
        "Straße",
        "København",
        "👩\u{200d}🏫 cô giáo",
        "Crêpe",
        "Åse Ødegård",
        "Ísland",
        "garçon",
        "à la carte",
        "H₂O",
        "Có",
        "Không",
        "Công ty",
        "Hùng",
        "Xã",
        "THÔNG TƯ",
        "THÔNG TIN",
        "Ôn thi",
        "xã hội",
        "(¹)",
    ] {
        unchanged(text);
    }
}

#[test]
fn tcvn3_is_read() {
    let tcvn3 = Some(RepairRule::Tcvn3);
    check("§µo t¹o båi d\u{ad}ìng", "Đào tạo bồi dưỡng", tcvn3, None);
    check("Phßng GD§T huyÖn", "Phòng GDĐT huyện", tcvn3, None);
    check("Kh¸", "Khá", tcvn3, None);
    check(
        "Tr\u{ad}êng THPT sè 2, n¨m 2023",
        "Trường THPT số 2, năm 2023",
        tcvn3,
        None,
    );
    check("CéNG HOµ X· HéI", "CỘNG HOÀ XÃ HỘI", tcvn3, None);
}

#[test]
fn vni_is_read() {
    let vni = Some(RepairRule::Vni);
    check(
        "Phoøng Giaùo duïc vaø Ñaøo taïo",
        "Phòng Giáo dục và Đào tạo",
        vni,
        None,
    );
    check("TRÖÔØNG TIEÅU HOÏC", "TRƯỜNG TIỂU HỌC", vni, None);
    check("Tröôøng THPT soá 2", "Trường THPT số 2", vni, None);
}

#[test]
fn a_text_that_may_be_either_is_asked_about() {
    check("Tèt", "Tèt", None, Some("Tốt"));
    check("hoïc", "hoïc", None, Some("học"));
    check("GD§T", "GD§T", None, Some("GDĐT"));
    check(
        "Phòng GDĐT, n¨m häc",
        "Phòng GDĐT, n¨m häc",
        None,
        Some("Phòng GDĐT, năm học"),
    );
}

#[test]
fn several_likely_texts_make_each_other_sure() {
    let read = mended(&["Tèt", "Hång", "Mòi", "c¶"]);
    assert_eq!(texts(&read), ["Tốt", "Hồng", "Mũi", "cả"]);
    let same = mended(&["Tèt", "Tèt", "Tèt", "Tèt"]);
    assert_eq!(same.doubtful.len(), 4);
}

#[test]
fn a_short_text_reads_as_its_surroundings_do() {
    let old = ["Tr\u{ad}êng §µo t¹o|cã", "B¸o c¸o n¨m häc|Cã"];
    assert_eq!(
        texts(&mended(&old)),
        ["Trường Đào tạo|có", "Báo cáo năm học|Có"]
    );
    // Beside Unicode it may be either.
    let mixed = mended(&[
        "Đơn vị|Được khen",
        "Tr\u{ad}êng §µo t¹o|Đạt",
        "Tr\u{ad}êng §iÖn|Cã",
    ]);
    assert_eq!(texts(&mixed)[2], "Trường Điện|Cã");
    assert_eq!(
        mixed.doubtful,
        [(CellRef::new(3, 2).unwrap(), "Có".to_owned())]
    );
    // Unicode stays where one stray was pasted.
    let mut rows = vec!["Điện Biên|Có"; 40];
    rows.push("§µo t¹o|Đạt");
    let read = mended(&rows);
    assert_eq!(texts(&read)[0], "Điện Biên|Có");
    assert_eq!(texts(&read)[40], "Đào tạo|Đạt");
    assert!(read.doubtful.is_empty(), "{:?}", read.doubtful);
}

/// What stands in a return: labels, names, places, choices, remarks.
const RETURN: &[&str] = &[
    "STT|Họ và tên|Đơn vị công tác|Chức vụ|Đã khen|Kết quả|Ghi chú",
    "1|Lò Văn Hùng|Trường Tiểu học Mường Phăng|Giáo viên|Có|Tốt|không có",
    "2|Vàng A Súa|Trường PTDTBT THCS Pa Thơm|Hiệu trưởng|Không|Khá|12/3",
    "3|Nguyễn Thị Hòa|Phòng GDĐT huyện Tủa Chùa|Phó Trưởng phòng|Có|Tốt|đã nghỉ",
    "4|Lê Minh|Trường Mầm non số 2|Tổ trưởng chuyên môn|Có|Đạt|xã khó khăn",
    "5|Phùng Công Toàn|Trung tâm GDTX tỉnh|Nhân viên|Không|Hoàn thành|Cá nhân",
    "6|Mùa Thị Sử|Trường THPT Thanh Nưa|Bí thư Đoàn|Có|Đang thực hiện|Mô hình",
    "7|Bùi Ngọc Hà|Trường THCS & THPT Quài Tở|Kế toán|Không|Hoàn thành|Tập thể",
    "8|Quàng Văn Sơn|Phòng GDĐT thị xã Mường Lay|Thủ quỹ|Có|Chưa đạt|Số 5/QĐ-UBND",
];

#[test]
fn a_return_in_an_old_encoding_reads_as_it_was_meant() {
    for encoding in Encoding::ALL {
        let written: Vec<String> = RETURN.iter().map(|row| encode(row, encoding)).collect();
        let written: Vec<&str> = written.iter().map(String::as_str).collect();
        let read = mended(&written);
        // Capitals with a tone have no code in TCVN3.
        assert_eq!(texts(&read), RETURN);
        assert!(read.doubtful.is_empty(), "{:?}", read.doubtful);
    }
}

proptest! {
    #[test]
    fn of_a_return_partly_in_an_old_encoding_nothing_is_silently_wrong(
        share in 3_u8..100, dice in proptest::collection::vec(0_u8..100, 63), vni: bool,
    ) {
        let encoding = if vni { Encoding::Vni } else { Encoding::Tcvn3 };
        let meant = workbook(RETURN);
        let mut written = meant.clone();
        for (cell, die) in written.sheets[0].cells.iter_mut().zip(dice) {
            if let (CellValue::Text(text), true) = (&mut cell.value, die < share) {
                *text = encode(text, encoding).into();
            }
        }
        // One short text alone tells nothing of itself: "cã" is a word too.
        let at = usize::from(vni);
        let is_sure = |cell: &Cell| judge(cell.value.as_text().unwrap())[at] == Says::Surely;
        prop_assume!(written.sheets[0].cells.iter().any(is_sure));
        let read = mended_workbook(written);
        for (meant, cell) in meant.sheets[0].cells.iter().zip(&read.cells) {
            let told = read.doubtful_at(cell.at).is_some() || read.mended_at(cell.at).is_some();
            prop_assert!(told || meant == cell, "{} {:?}", share, cell);
        }
    }
}

#[test]
fn a_font_is_evidence_where_the_words_leave_it_open() {
    let mut shown = workbook(&["cã|Tèt|PhßNG h\u{e4}c"]);
    let fonts = [
        LegacyFont::Tcvn3,
        LegacyFont::Tcvn3,
        LegacyFont::Tcvn3Capitals,
    ];
    let cells = shown.sheets[0].cells.iter().map(|cell| cell.at);
    shown.sheets[0].fonts = cells.zip(fonts).collect();
    assert_eq!(texts(&mended_workbook(shown)), ["có|Tốt|PHÒNG HỌC"]);

    let mut styled = workbook(&["Tèt", "ASCII"]);
    styled.fonts = vec![LegacyFont::Tcvn3];
    assert_eq!(texts(&mended_workbook(styled))[0], "Tốt");
}

#[test]
fn letters_of_other_scripts_are_mended_inside_words_alone() {
    let alike = Some(RepairRule::LookAlikes);
    for (written, read) in [
        ("Ðà Nẵng", "Đà Nẵng"),
        ("Ðông", "Đông"),
        ("ðạt", "đạt"),
        ("GDÐT", "GDĐT"),
        ("Ð", "Đ"),
        ("Ðăk Lăk", "Đăk Lăk"),
        ("ngƣời", "người"),
        ("Ƣu tiên", "Ưu tiên"),
        ("nǎm học", "năm học"),
        ("Ɵêu chí", "tiêu chí"),
        ("Trường \u{422}HPT", "Trường THPT"),
        ("h\u{43e}àn thành", "hoàn thành"),
        ("h\u{43e}a\u{300}n", "hoàn"),
        ("h\u{ed0}c sinh", "hoc sinh"),
        ("\u{3a4}HPT", "THPT"),
        ("ＴＨＰＴ số １", "THPT số 1"),
        ("chuyên đề ﬁle", "chuyên đề file"),
    ] {
        check(written, read, alike, None);
    }
    for kept in ["Москва", "СССР", "αm", "ＴＨＰＴ日本", "Ðorð", "т"] {
        unchanged(kept);
    }
}

#[test]
fn composition_and_invisible_marks_are_mended() {
    let text = Some(RepairRule::Text);
    check("Tru\u{31b}o\u{31b}\u{300}ng", "Trường", text, None);
    check("hu\u{79}ê\u{323}n", "huyện", text, None);
    check("\u{feff}Phòng\u{a0}GD", "Phòng GD", text, None);
    check("Công\u{ad}ty", "Côngty", text, None);
    check("hoc\u{ad}sinh", "hocsinh", text, None);
    check("thi\u{200b} đua", "thi đua", text, None);
    // Nothing but what cannot be seen is no text.
    assert!(mended(&["\u{200b}\u{a0}"]).cells.is_empty());
}

#[test]
fn garbled_utf8_is_mended() {
    let utf8 = Some(RepairRule::Utf8);
    check("PhÃ²ng GiÃ¡o dá»¥c", "Phòng Giáo dục", utf8, None);
    check("Há»c ká»³ I", "Há»c ká»³ I", None, None); // bytes are missing: not to be mended
    check("CÃ³", "CÃ³", None, Some("Có"));
    unchanged("“XÃ”");
    unchanged("XÃ”");
}

#[test]
fn a_sheets_name_is_mended_for_comparison_and_kept_for_show() {
    for (written, read) in [
        ("Khen thưởng", "Khen thưởng"),
        ("Khen th\u{ad}ëng n¨m häc", "Khen thưởng năm học"),
        ("Ðiển hình", "Điển hình"),
        ("Sáng kiê\u{301}n", "Sáng kiến"),
    ] {
        let mut workbook = workbook(&["x"]);
        workbook.sheets[0].name = Arc::from(written);
        let sheet = mended_workbook(workbook);
        assert_eq!(sheet.name_read(), read);
        assert_eq!(&*sheet.name, written);
    }
}

#[test]
fn digits_codes_and_ascii_stay_in_any_encoding() {
    let rows = [
        "Tr\u{ad}êng §µo t¹o sè 2|THPT-05|12/3|x",
        "N¨m häc 2023-2024|PGD-01|95%|Co",
    ];
    let read = mended(&rows);
    assert_eq!(
        texts(&read),
        [
            "Trường Đào tạo số 2|THPT-05|12/3|x",
            "Năm học 2023-2024|PGD-01|95%|Co"
        ]
    );
}

#[test]
fn among_texts_in_an_old_encoding_names_and_short_forms_are_in_it_too() {
    let lines = |names: [&str; 2]| {
        let around = [
            "Phòng Giáo dục và Đào tạo",
            "Trường Trung học phổ thông",
            "Tên sáng kiến, đề tài",
            "Nguyễn Thị Hồng Hạnh",
        ];
        around
            .map(str::to_owned)
            .into_iter()
            .chain(names.map(str::to_owned))
    };
    for (encoding, rule) in [
        (Encoding::Tcvn3, RepairRule::Tcvn3),
        (Encoding::Vni, RepairRule::Vni),
    ] {
        let meant: Vec<String> = lines(["Số QĐ", "H'Hen Niê"]).collect();
        let written: Vec<String> = meant.iter().map(|line| encode(line, encoding)).collect();
        let written: Vec<&str> = written.iter().map(String::as_str).collect();
        let sheet = mended(&written);
        assert_eq!(texts(&sheet), meant, "{encoding:?}");
        assert!(sheet.mended.iter().all(|mended| mended.rule == rule));
        // The same signs in a sheet of Unicode are left alone.
        let unicode: Vec<String> = lines(["§ 5", "25°C"]).collect();
        let unicode: Vec<&str> = unicode.iter().map(String::as_str).collect();
        assert!(mended(&unicode).mended.is_empty());
    }
}
