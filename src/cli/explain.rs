//! What a code means, on the terminal: its page, or the list of all codes.
//!
//! A text is wrapped so that it can be read in a window of the usual width.

use std::fmt::Write as _;

use crate::finding::{Code, Consequence, Group};
use crate::lang::Lang;
use crate::report::words;

/// The width of a text, in letters.
const WIDTH: usize = 78;

/// The page of a code.
pub(super) fn page(code: Code, lang: Lang) -> String {
    let page = code.page(lang);
    let severity = words::severity(code.severity(), lang);
    let mut text = format!("{code}: {}\n", page.title);
    wrap(
        &mut text,
        &format!("{severity}. {}", follows(code, lang)),
        "",
    );
    let parts = [
        (lang.pick("Ý NGHĨA", "WHAT IT SAYS"), page.what),
        (lang.pick("VÌ SAO", "WHY"), page.why),
        (lang.pick("VÍ DỤ", "EXAMPLE"), page.example),
        (lang.pick("CÁCH XỬ LÝ", "WHAT TO DO"), page.remedy),
    ];
    for (heading, part) in parts {
        let _ = writeln!(text, "\n{heading}");
        wrap(&mut text, part, "  ");
    }
    text
}

/// All codes by group, each with its severity and title.
pub(super) fn list(lang: Lang) -> String {
    let widest = |lengths: &mut dyn Iterator<Item = usize>| lengths.max().unwrap_or(0);
    let code_width = widest(&mut Code::ALL.iter().map(|code| code.as_str().len()));
    let severity = |code: Code| words::severity(code.severity(), lang);
    let severity_width = widest(&mut Code::ALL.iter().map(|&code| severity(code).chars().count()));
    let mut text = String::new();
    for group in Group::ALL {
        let _ = writeln!(text, "{}", title(group, lang));
        for &code in Code::ALL.iter().filter(|code| code.group() == group) {
            let _ = writeln!(
                text,
                "  {:code_width$}  {:severity_width$}  {}",
                code.as_str(),
                severity(code),
                code.page(lang).title
            );
        }
        text.push('\n');
    }
    text.push_str(lang.pick(
        "Xem một mã: thidua explain MÃ. Mức độ trên đây là mặc định; kế hoạch có thể đặt khác.",
        "One of them: thidua explain CODE. A campaign may weigh codes otherwise than shown here.",
    ));
    text
}

/// That there is no such code, with those that are most like it.
pub(super) fn unknown(name: &str, lang: Lang) -> String {
    let mut text = lang.pick(
        format!("Không có mã \"{name}\"."),
        format!("There is no code \"{name}\"."),
    );
    let nearest: Vec<&str> = nearest(name).into_iter().map(Code::as_str).collect();
    if !nearest.is_empty() {
        let _ = write!(
            text,
            "\n{} {}?",
            lang.pick("Có phải là:", "Did you mean:"),
            nearest.join(", ")
        );
    }
    text.push_str(lang.pick(
        "\nGõ \"thidua explain\" để xem tất cả các mã.",
        "\n\"thidua explain\" lists all codes.",
    ));
    text
}

/// The codes most like a name, the likest first.
fn nearest(name: &str) -> Vec<Code> {
    /// The most that are suggested.
    const MOST: usize = 3;
    /// Below this likeness a code is something else.
    const LEAST: f64 = 0.8;
    let name = name.trim().to_lowercase().replace(['_', ' '], "-");
    let likeness = |code: Code| {
        let part = name.len() > 3 && code.as_str().contains(&name);
        let alike = strsim::jaro_winkler(&name, code.as_str());
        if part { alike.max(LEAST) } else { alike }
    };
    let mut all: Vec<(f64, Code)> = Code::ALL
        .iter()
        .map(|&code| (likeness(code), code))
        .filter(|(likeness, _)| *likeness >= LEAST)
        .collect();
    all.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    all.into_iter().take(MOST).map(|(_, code)| code).collect()
}

fn title(group: Group, lang: Lang) -> &'static str {
    match group {
        Group::File => lang.pick("TỆP, SỔ NHẬN, QUYẾT ĐỊNH", "FILES, RECEIPTS, DECISIONS"),
        Group::Sheet => lang.pick("TRANG TÍNH VÀ TIÊU ĐỀ", "SHEETS AND THEIR HEADERS"),
        Group::Cell => lang.pick("Ô", "CELLS"),
        Group::Row => lang.pick("DÒNG VÀ BẢNG", "ROWS AND TABLES"),
        Group::Across => lang.pick("NHIỀU BÁO CÁO VỚI NHAU", "SEVERAL RETURNS"),
    }
}

/// What an open finding of the code leaves of the figures.
fn follows(code: Code, lang: Lang) -> &'static str {
    match code.consequence() {
        Consequence::File => lang.pick(
            "Tệp này không được tính vào kết quả.",
            "The file does not count.",
        ),
        Consequence::Form => lang.pick(
            "Kết quả dùng biểu này chỉ có số chắc chắn, chưa có số tối đa có thể.",
            "Results that use the form have no upper bound.",
        ),
        Consequence::Row => lang.pick("Dòng được nêu không được tính.", "The row does not count."),
        Consequence::Cells => lang.pick(
            "Giá trị được nêu chưa chắc chắn: với chỉ tiêu dùng giá trị này, dòng chỉ được tính vào số \
             tối đa có thể, cho đến khi được sửa hoặc được Văn phòng chấp nhận.",
            "The value is in doubt: for a target that uses it the row counts as possible only, until \
             it is mended or accepted by the office.",
        ),
        Consequence::Nothing => lang.pick(
            "Không giá trị nào thành chưa chắc chắn vì nội dung này.",
            "It leaves no value in doubt.",
        ),
    }
}

/// Writes a text in lines of at most [`WIDTH`] letters, each behind a margin.
fn wrap(text: &mut String, words: &str, margin: &str) {
    let mut width = 0;
    for word in words.split(' ') {
        let length = word.chars().count();
        if width > 0 && width + 1 + length > WIDTH {
            text.push('\n');
            width = 0;
        }
        if width == 0 {
            text.push_str(margin);
            width = margin.len();
        } else {
            text.push(' ');
            width += 1;
        }
        text.push_str(word);
        width += length;
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_fits_a_terminal_and_loses_no_word() {
        for &code in Code::ALL {
            for lang in [Lang::Vi, Lang::En] {
                let text = page(code, lang);
                for line in text.lines() {
                    assert!(line.chars().count() <= WIDTH, "{line}");
                    assert_eq!(line.trim_end(), line);
                }
                let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(words(&text).contains(code.page(lang).remedy), "{text}");
            }
        }
    }

    #[test]
    fn every_code_stands_in_the_list_once_and_on_a_line_of_its_own() {
        for lang in [Lang::Vi, Lang::En] {
            let text = list(lang);
            for &code in Code::ALL {
                let title = code.page(lang).title;
                let of_code = |line: &&str| line.trim_start().starts_with(&format!("{code} "));
                let lines: Vec<&str> = text.lines().filter(of_code).collect();
                assert!(lines.len() == 1 && lines[0].ends_with(title), "{lines:?}");
            }
        }
    }

    #[test]
    fn a_code_that_is_nearly_right_is_suggested() {
        let names = |name: &str| {
            let codes = nearest(name);
            codes.into_iter().map(Code::as_str).collect::<Vec<_>>()
        };
        assert_eq!(names("above-maximun")[0], "above-maximum");
        assert_eq!(names("Missing_Value")[0], "missing-value");
        assert!(names("mismatch").contains(&"total-mismatch"));
        assert!(names("xyz").is_empty());
    }
}
