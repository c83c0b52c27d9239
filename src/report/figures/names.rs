//! Names as they stand beside each other: without what all of them begin with.

/// The word that stands before a number and says nothing without it.
const NUMBER: &str = "số";

/// The names without the words all of them begin with: `huyện Bạch Liên`, not `Phòng GDĐT huyện
/// Bạch Liên`. A proper name is never cut in two, and what is left is never a number only: `Vân Khê
/// số 1`, not `1`. As they are where nothing can be left out.
pub(crate) fn without_common_words<'a>(names: &[&'a str]) -> Vec<&'a str> {
    let Some(first) = names.first().filter(|_| names.len() > 1) else {
        return names.to_vec();
    };
    let starts = first.match_indices(' ').map(|(at, _)| at + 1);
    let shared = starts.take_while(|&start| {
        let begins = |name: &&str| name.starts_with(&first[..start]);
        names.iter().all(begins)
    });
    let mut shared: Vec<usize> = shared.collect();
    while let Some(cut) = shared.pop() {
        let before = first[..cut].trim_end();
        let is_first_word = !before.contains(' ');
        let fits = names.iter().all(|name| {
            let left = &name[cut..];
            says_something(left)
                && (is_first_word && left.contains(' ') || !splits_a_name(before, left))
        });
        if fits {
            return names.iter().map(|name| &name[cut..]).collect();
        }
    }
    names.to_vec()
}

/// Whether a label has a word by which it can be known: one with small letters, besides "số".
fn says_something(label: &str) -> bool {
    let mut words = label.split_whitespace();
    words.any(|word| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_alphabetic)
            && word.chars().any(char::is_lowercase)
            && word != NUMBER
    })
}

/// Whether the last word before a cut and the first one behind it are parts of one proper name.
fn splits_a_name(before: &str, behind: &str) -> bool {
    let before = before.rsplit(' ').next().unwrap_or("");
    let is_capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    // `GDĐT` and `THPT` are no part of a name.
    is_capital(before) && before.chars().any(char::is_lowercase) && is_capital(behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &[&str], expected: &[&str]) {
        assert_eq!(without_common_words(names), expected);
    }

    #[test]
    fn words_that_all_names_begin_with_are_left_out() {
        check(
            &["Phòng GDĐT huyện Bạch Liên", "Phòng GDĐT thành phố Vân Khê"],
            &["huyện Bạch Liên", "thành phố Vân Khê"],
        );
        check(
            &["Trường THPT Vân Khê", "Trường Tiểu học Bạch Liên"],
            &["THPT Vân Khê", "Tiểu học Bạch Liên"],
        );
        check(&["Sở"], &["Sở"]);
        check(&["Vân Khê", "Bạch Liên"], &["Vân Khê", "Bạch Liên"]);
    }

    #[test]
    fn a_number_keeps_the_name_it_belongs_to() {
        check(
            &["Trường THPT Vân Khê số 1", "Trường THPT Vân Khê số 2"],
            &["Vân Khê số 1", "Vân Khê số 2"],
        );
        check(&["THPT số 1", "THPT số 10"], &["THPT số 1", "THPT số 10"]);
        check(&["Cụm 1", "Cụm 2"], &["Cụm 1", "Cụm 2"]);
    }

    #[test]
    fn a_proper_name_is_not_cut_in_two() {
        check(
            &["Trường Mầm non Hoa Mai", "Trường Mầm non Hoa Sen"],
            &["Hoa Mai", "Hoa Sen"],
        );
        check(&["Vân Khê", "Vân Hồ"], &["Vân Khê", "Vân Hồ"]);
    }
}
