//! Writes Vietnamese in the old encodings, by tables of its own: for tests.

use super::Encoding;

/// The codes of TCVN3 in alphabetical order of the vowels: a letter and its code.
const TCVN3_CODES: &str = "ă A8 â A9 ê AA ô AB ơ AC ư AD đ AE à B5 ả B6 ã B7 á B8 ạ B9 ằ BB ẳ BC \
    ẵ BD ắ BE ặ C6 ầ C7 ẩ C8 ẫ C9 ấ CA ậ CB è CC ẻ CE ẽ CF é D0 ẹ D1 ề D2 ể D3 ễ D4 ế D5 ệ D6 \
    ì D7 ỉ D8 ĩ DC í DD ị DE ò DF ỏ E1 õ E2 ó E3 ọ E4 ồ E5 ổ E6 ỗ E7 ố E8 ộ E9 ờ EA ở EB ỡ EC \
    ớ ED ợ EE ù EF ủ F1 ũ F2 ú F3 ụ F4 ừ F5 ử F6 ữ F7 ứ F8 ự F9 ỳ FA ỷ FB ỹ FC ý FD ỵ FE \
    Ă A1 Â A2 Ê A3 Ô A4 Ơ A5 Ư A6 Đ A7";
/// Each letter as VNI writes it.
const VNI_LETTERS: &str = "á aù à aø ả aû ã aõ ạ aï â aâ ấ aá ầ aà ẩ aå ẫ aã ậ aä ă aê ắ aé ằ aè \
    ẳ aú ẵ aü ặ aë é eù è eø ẻ eû ẽ eõ ẹ eï ê eâ ế eá ề eà ể eå ễ eã ệ eä í í ì ì ỉ æ ĩ ó ị ò \
    ó où ò oø ỏ oû õ oõ ọ oï ô oâ ố oá ồ oà ổ oå ỗ oã ộ oä ơ ô ớ ôù ờ ôø ở ôû ỡ ôõ ợ ôï \
    ú uù ù uø ủ uû ũ uõ ụ uï ư ö ứ öù ừ öø ử öû ữ öõ ự öï ý yù ỳ yø ỷ yû ỹ yõ ỵ î đ ñ \
    Á AÙ Ầ AÀ Ặ AË Ệ EÄ Ố OÁ Ớ ÔÙ Ư Ö Ự ÖÏ Đ Ñ Ỉ Æ Ĩ Ó Ị Ò Ỵ Î Í Í Ì Ì Ơ Ô";

/// A text as a program of the time would store it; what the encoding lacks stays.
pub(crate) fn encode(text: &str, encoding: Encoding) -> String {
    let pairs = |table: &'static str| -> Vec<(char, String)> {
        let parts: Vec<&str> = table.split_whitespace().collect();
        let pair = |pair: &[&str]| (pair[0].chars().next().unwrap(), pair[1].to_owned());
        parts.chunks(2).map(pair).collect()
    };
    let table: Vec<(char, String)> = match encoding {
        Encoding::Vni => pairs(VNI_LETTERS),
        Encoding::Tcvn3 => pairs(TCVN3_CODES)
            .into_iter()
            .map(|(letter, code)| {
                let code = u8::from_str_radix(&code, 16).unwrap();
                (letter, char::from(code).to_string())
            })
            .collect(),
    };
    let mut out = String::new();
    for c in text.chars() {
        match table.iter().find(|(letter, _)| *letter == c) {
            Some((_, code)) => out.push_str(code),
            None => out.push(c),
        }
    }
    out
}
