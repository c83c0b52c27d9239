//! The map of what the program can read: every trait of returns as they arrive, in the words of
//! the domain's description, and the tests that hold it. Each test named fails without the code
//! for its trait; a trait without a test, and a test that is not there or does not run, fail here.
//!
//! Beside these, `the_messiest_sample_is_read_right` reads all that our own writer can make at
//! once, and `returns_of_another_program_are_read_right` what another one made.

#[path = "support/sources.rs"]
mod sources;

use std::collections::BTreeSet;

use sources::functions;

/// A trait, and the tests that hold it.
type Held = (&'static str, &'static [&'static str]);

/// The traits by what they are traits of.
const MATRIX: [(&str, &[Held]); 14] = [
    ("above the table", ABOVE),
    ("header", HEADER),
    ("body", BODY),
    ("footer", FOOTER),
    ("sheets", SHEETS),
    ("dates", DATES),
    ("numbers", NUMBERS),
    ("other values", VALUES),
    ("files", FILES),
    ("sent again, sent by another", SENDING),
    ("unit names", UNITS),
    ("Unicode", UNICODE),
    ("old encodings", ENCODINGS),
    ("never decode blindly", CAUTION),
];

#[rustfmt::skip]
const ABOVE: &[Held] = &[
    ("superior body, unit, national motto", &["what_stands_above_a_table_is_no_row", "a_header_stands_on_any_row_below_its_heading"]),
    ("place and date", &["what_stands_above_a_table_is_no_row"]),
    ("a merged title", &["what_stands_above_a_table_is_no_row"]),
    ("the header stands on row 1, 3, 7, 9", &["a_header_stands_on_any_row_below_its_heading"]),
];

#[rustfmt::skip]
const HEADER: &[Held] = &[
    ("one to three rows", &["a_header_of_two_rows_is_read", "a_header_of_three_rows_with_merged_groups_is_read"]),
    ("merged groups (\"Trong đó\", \"Tỷ lệ\")", &["a_header_of_three_rows_with_merged_groups_is_read", "a_group_speaks_for_its_whole_column_only", "a_label_split_between_a_group_and_its_column_is_read"]),
    ("line breaks and double spaces inside labels", &["line_breaks_double_spaces_and_capitals_in_labels_do_not_matter"]),
    ("other words for the same label", &["columns_are_found_by_label_wherever_they_stand", "a_remark_in_brackets_after_a_label_is_noted", "labels_without_marks_are_read_and_noted"]),
    ("columns moved", &["columns_are_found_by_label_wherever_they_stand", "the_fewest_moved_columns_are_noted"]),
    ("columns added", &["labels_that_are_missing_extra_or_only_alike_are_findings", "a_column_without_a_label_is_noted_where_rows_use_it"]),
    ("columns left out", &["labels_that_are_missing_extra_or_only_alike_are_findings", "a_label_that_lacks_a_word_is_not_taken_for_another"]),
    ("the same label twice", &["the_same_label_twice_is_asked_about_and_the_forms_own_goes_first"]),
    ("a column-number row (\"A B C 1 2\", \"7=6:3\")", &["column_numbers_are_set_aside"]),
];

#[rustfmt::skip]
const BODY: &[Held] = &[
    ("STT with gaps or text", &["running_numbers_with_gaps_or_text_do_not_matter"]),
    ("section rows (\"I\", \"A\", \"1.1\")", &["section_rows_are_set_aside", "rows_that_only_look_like_a_section_are_data"]),
    ("section rows (\"Trong đó:\", \"- Tập thể\")", &["section_rows_are_set_aside", "a_heading_among_rows_is_told_by_its_words"]),
    ("blank rows", &["blank_rows_are_set_aside_and_formulas_that_give_nothing_are_blank"]),
    ("repeated headers in mid-sheet", &["a_repeated_header_is_set_aside_with_all_its_rows", "a_header_repeated_below_does_not_hide_the_rows_above_it"]),
    ("totals (\"Tổng số\", \"Tổng cộng\", \"Cộng\")", &["totals_are_set_aside", "rows_that_only_begin_like_a_total_are_data", "a_total_that_its_rows_do_not_add_up_to_is_asked_about", "sums_of_sections_are_right_for_their_rows"]),
    ("merged unit cells over several rows", &["merged_cells_fill_down_their_rows", "merged_cells_make_no_rows_of_blank_lines_or_headings"]),
    ("\"x\" ticks", &["yes_and_no_in_their_spellings_are_read_and_logged", "a_score_is_required_unless_the_criterion_does_not_apply"]),
    ("\"nt\"/\"-nt-\"/'\"' for \"as above\"", &["as_above_marks_are_resolved_and_logged", "a_mark_with_nothing_above_is_an_error"]),
    ("notes", &["each_line_of_a_footer_is_known_by_itself", "rows_below_a_note_that_hold_data_are_read"]),
    ("sample rows on a guide sheet (\"Hướng dẫn\")", &["a_guide_sheet_is_never_counted", "sample_rows_are_set_aside"]),
    ("a form of labels and values instead of a table", &["values_of_a_record_stand_beside_below_or_after_a_colon", "values_stand_below_their_labels", "several_lines_of_one_cell_are_several_values"]),
];

#[rustfmt::skip]
const FOOTER: &[Held] = &[
    ("\"……, ngày … tháng … năm …\"", &["each_line_of_a_footer_is_known_by_itself", "a_footer_is_told_from_words_that_begin_like_one"]),
    ("\"Người lập biểu (Ký, họ tên)\"", &["each_line_of_a_footer_is_known_by_itself", "a_footer_is_told_from_words_that_begin_like_one"]),
    ("\"Thủ trưởng đơn vị (Ký, đóng dấu)\"", &["each_line_of_a_footer_is_known_by_itself"]),
    ("names and copies below the signatures", &["footers_and_signatures_are_set_aside", "names_below_the_signatures_are_no_data"]),
];

#[rustfmt::skip]
const SHEETS: &[Held] = &[
    ("renamed", &["a_renamed_sheet_is_known_by_its_labels_and_noted", "a_sheet_named_for_one_form_that_holds_another_is_read_by_its_labels"]),
    ("reordered", &["sheets_are_known_wherever_they_stand"]),
    ("hidden (lookups)", &["a_hidden_sheet_of_lists_is_no_form", "a_hidden_sheet_of_a_form_is_read_where_no_other_is"]),
    ("very hidden", &["hazards_of_a_workbook_are_notes_at_their_place"]),
    ("duplicated", &["a_second_sheet_of_a_form_is_asked_about", "a_second_sheet_that_loses_nothing_is_only_noted"]),
    ("several tables on one sheet", &["a_table_below_another_on_its_sheet_is_read", "a_table_beside_another_on_its_sheet_is_read", "a_record_above_a_table_on_its_sheet_is_read"]),
    ("a dimension of A1:U553 (or to XFD1048576) on an empty sheet", &["a_dimension_to_the_last_cell_and_formats_far_away_cost_nothing", "absurd_dimensions_and_counts_are_not_believed"]),
];

#[rustfmt::skip]
const DATES: &[Held] = &[
    ("dates as dd/mm/yyyy text", &["dates_in_their_spellings_are_read_and_logged"]),
    ("d-m-yy", &["dates_in_their_spellings_are_read_and_logged", "a_year_of_two_digits_that_may_stand_first_is_asked_about"]),
    ("\"tháng 10/2023\"", &["dates_in_their_spellings_are_read_and_logged"]),
    ("a true date that shows its month only", &["a_month_typed_alone_is_no_day", "the_first_day_of_a_month_shown_alone_is_that_month_in_old_formats", "a_month_shown_without_its_day_is_a_month"]),
    ("\"ngày 5 tháng 9 năm 2023\"", &["dates_in_their_spellings_are_read_and_logged"]),
    ("Excel serials", &["serial_numbers_follow_the_workbooks_epoch"]),
    ("1904 epoch", &["serial_numbers_follow_the_workbooks_epoch", "the_workbook_tells_its_epoch_its_mark_and_what_it_carries", "what_surrounds_the_cells_is_read_in_old_formats"]),
    ("month and day swapped by a US locale", &["true_dates_that_a_foreign_excel_turned_are_asked_about", "dates_in_the_other_order_are_asked_about"]),
];

#[rustfmt::skip]
const NUMBERS: &[Held] = &[
    ("numbers as text", &["numbers_in_their_spellings_are_read_and_logged"]),
    ("decimal comma and thousands dot (\"1.234,5\")", &["numbers_in_their_spellings_are_read_and_logged", "a_comma_in_a_whole_number_is_not_guessed"]),
    ("decimal dot (\"45.12%\")", &["numbers_in_their_spellings_are_read_and_logged"]),
    ("\"≥45,12%\"", &["numbers_in_their_spellings_are_read_and_logged"]),
    ("\"10/12\"", &["what_is_no_number_is_an_error"]),
    ("percent as 0.95, 95 or \"95%\"", &["a_share_where_percent_is_meant_is_asked_about"]),
];

#[rustfmt::skip]
const VALUES: &[Held] = &[
    ("formulas without cached values", &["formulas_without_results_are_data_and_errors", "a_formula_saved_without_its_result_is_no_empty_cell", "formulas_saved_without_their_results_are_told_from_blank_ones"]),
    ("#N/A", &["what_is_no_number_is_an_error", "wrong_types_are_reported_and_never_guessed"]),
    ("yes/no as Có, Không, x, X, ✓, 1, Đ, C", &["yes_and_no_in_their_spellings_are_read_and_logged"]),
];

#[rustfmt::skip]
const FILES: &[Held] = &[
    ("PDF scans, Word files, .rar and .7z instead of a workbook: say so, and whose it seems to be", &["what_is_no_workbook_is_named_and_whose_it_seems_to_be", "formats_are_told_by_content"]),
    ("xlsx", &["texts_are_read_as_excel_shows_them", "every_value_that_other_programs_saved_is_read_right_or_found"]),
    ("xls (BIFF8)", &["what_surrounds_the_cells_is_read_in_old_formats", "every_value_that_other_programs_saved_is_read_right_or_found"]),
    ("xls (BIFF5)", &["what_surrounds_the_cells_is_read_in_old_formats", "texts_of_biff5_are_read_by_code_page_and_old_fonts_as_latin_letters"]),
    ("xlsm", &["hazards_of_a_workbook_are_notes_at_their_place", "every_value_that_other_programs_saved_is_read_right_or_found"]),
    ("xlsb", &["what_surrounds_the_cells_is_read_in_old_formats", "every_value_that_other_programs_saved_is_read_right_or_found"]),
    ("ods", &["what_surrounds_the_cells_is_read_in_old_formats", "repeated_cells_and_rows_stand_at_each_of_their_places"]),
    ("zip of several", &["each_file_of_an_archive_is_a_submission_of_its_own", "no_file_of_an_archive_is_lost_whatever_its_name"]),
    ("password-protected", &["a_compound_file_is_what_its_root_holds_not_what_it_embeds", "files_of_an_archive_that_cannot_be_unpacked_say_why"]),
    ("truncated", &["what_is_no_workbook_is_named_and_whose_it_seems_to_be", "every_value_that_other_programs_saved_is_read_right_or_found"]),
    ("0 bytes", &["what_is_no_workbook_is_named_and_whose_it_seems_to_be", "files_that_are_no_workbook_are_findings_and_the_run_goes_on"]),
    ("an HTML or CSV file called .xls", &["what_is_no_workbook_is_named_and_whose_it_seems_to_be", "text_formats_are_told_apart_whatever_their_encoding"]),
    ("\"~$…\" lock files", &["lock_and_hidden_files_are_passed_over", "files_that_are_no_workbook_are_findings_and_the_run_goes_on"]),
];

// Last year's file has no finding of its own yet: its dates tell it, row by row.
#[rustfmt::skip]
const SENDING: &[Held] = &[
    ("the same return sent three times", &["each_of_three_files_is_compared_with_the_next_and_a_loss_is_not_forgotten", "the_same_bytes_again_are_superseded_and_counted_once"]),
    ("\"… sửa lần 2 (1).xlsx\"", &["the_round_is_read_from_the_name"]),
    ("one unit's file in another's folder", &["a_file_in_another_units_folder_is_asked_about"]),
    ("last year's file sent again", &["every_row_of_a_return_of_another_school_year_is_pointed_at"]),
    ("two Bureaus claiming the same model", &["a_row_the_office_took_out_claims_nothing"]),
];

#[rustfmt::skip]
const UNITS: &[Held] = &[
    ("\"Phòng GD&ĐT huyện\", \"P.GD&ĐT\", \"PGDĐT H.\"", &["names_in_their_usual_spellings_are_known_or_asked_about"]),
    ("\"TH-THCS\", \"TH&amp;THCS\", \"Tiểu học và Trung học cơ sở\"", &["names_in_their_usual_spellings_are_known_or_asked_about"]),
    ("\"THPT số 1/số 2\"", &["names_that_are_nearly_alike_are_never_merged", "a_name_that_is_surely_another_units_is_asked_about"]),
    ("\"TH\" is inside \"THPT\"", &["codes_are_told_from_codes_that_begin_alike", "names_that_are_nearly_alike_are_never_merged", "what_distinguishes_two_units_is_kept"]),
    ("\"số 1\" and \"số 2\" are different schools", &["names_that_are_nearly_alike_are_never_merged", "what_distinguishes_two_units_is_kept"]),
    ("identify by code, then alias", &["a_return_is_identified_by_cover_then_path_then_name"]),
    ("then suggest; never merge by likeness", &["a_likely_unit_is_suggested_whatever_the_order_of_its_words", "names_that_are_nearly_alike_are_never_merged"]),
];

// How people sort names is about what is written, not about what is read.
#[rustfmt::skip]
const UNICODE: &[Held] = &[
    ("output is NFC", &["decomposed_and_composed_forms_are_equal", "every_way_to_compose_a_letter_gives_the_same"]),
    ("NFD", &["composition_and_invisible_marks_are_mended", "every_way_to_compose_a_letter_gives_the_same"]),
    ("Windows-1258 style (base letter with circumflex precomposed, tone combining)", &["composition_and_invisible_marks_are_mended", "every_way_to_compose_a_letter_gives_the_same"]),
    ("tone placement (hoà/hòa, thuý/thúy; not after qu-, gi-)", &["the_place_of_the_tone_mark_does_not_matter"]),
    ("i/y (Mỹ/Mĩ)", &["i_and_y_are_folded_only_where_they_sound_alike"]),
    ("folded in match keys only, never in output", &["texts_are_kept_in_the_spelling_of_their_writer", "what_else_stands_in_returns_is_left_alone"]),
    ("ð Ð for đ Đ", &["letters_of_other_scripts_are_mended_inside_words_alone"]),
    ("Ƣ for Ư", &["letters_of_other_scripts_are_mended_inside_words_alone"]),
    ("Cyrillic or Lao letters from bad PDF copies", &["letters_of_other_scripts_are_mended_inside_words_alone"]),
    ("U+00A0 spaces", &["composition_and_invisible_marks_are_mended", "what_cannot_be_seen_goes_and_what_a_script_needs_stays"]),
];

#[rustfmt::skip]
const ENCODINGS: &[Held] = &[
    ("TCVN3 bytes seen as Latin-1 characters", &["tcvn3_is_read", "every_syllable_reads_the_same_after_being_written_in_an_old_encoding"]),
    ("ư AD (the soft hyphen: stripping it first destroys ư)", &["tcvn3_is_read"]),
    ("toned capitals have no code, they come from the capital font (.VnTimeH)", &["capitals_read_as_capitals", "a_font_is_evidence_where_the_words_leave_it_open"]),
    ("glibc's iconv (TCVN5712-1) is an oracle", &["lower_case_agrees_with_iconv"]),
    ("VNI: base letter + mark", &["vni_is_read", "every_syllable_reads_the_same_after_being_written_in_an_old_encoding"]),
    ("VNI: singles ô=ơ ö=ư ñ=đ æ=ỉ ó=ĩ ò=ị î=ỵ", &["vni_is_read", "every_syllable_reads_the_same_after_being_written_in_an_old_encoding"]),
];

#[rustfmt::skip]
const CAUTION: &[Held] = &[
    ("correct Unicode run through a decoder (\"xó hội\", \"Phũng\", \"THƠNG TƯ\")", &["no_well_formed_syllable_is_changed_or_asked_about_alone", "no_well_formed_syllable_is_changed_in_company", "no_sentence_in_unicode_is_changed_whatever_its_font"]),
    ("decide per cell, by whether the syllables become valid Vietnamese", &["a_short_text_reads_as_its_surroundings_do", "of_a_return_partly_in_an_old_encoding_nothing_is_silently_wrong"]),
    ("with the sheet's fonts as evidence", &["a_font_is_evidence_where_the_words_leave_it_open", "old_fonts_are_known_by_name_for_each_text"]),
    ("log every decoding", &["what_reading_the_file_mended_is_told_with_what_was_written"]),
    ("when unsure, ask (a query), don't change", &["a_text_that_may_be_either_is_asked_about", "a_text_that_may_be_in_an_old_encoding_is_asked_about"]),
];

#[test]
fn every_trait_is_held_by_tests_that_run() {
    let tests = sources::tests().expect("the sources can be read");
    let mut faults: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    for (of, (words, names)) in traits() {
        if !seen.insert((of, words)) {
            faults.push(format!("{of}: {words}: stands twice"));
        }
        if names.is_empty() {
            faults.push(format!("{of}: {words}: no test"));
        }
        for name in *names {
            let Err(fault) = sources::running(&tests, name) else {
                continue;
            };
            faults.push(format!("{of}: {words}: {name} {fault}"));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn traits() -> impl Iterator<Item = (&'static str, &'static Held)> {
    let areas = MATRIX.iter();
    areas.flat_map(|(of, held)| held.iter().map(|one| (*of, one)))
}

#[test]
fn only_what_runs_is_taken_for_a_test() {
    let source = "#[test]\nfn a() {}\n\n/// Says.\n#[test]\n#[expect(\n    x,\n    reason = \"y\"\n)]\nfn b() {\n}\n\
                  #[test]\n#[ignore = \"slow\"]\nfn c() {}\n// #[test]\nfn d() {}\n\
                  #[cfg(windows)]\n#[test]\nfn e() {}\n#[test]\nstruct F;\nfn f() {}";
    let runs: Vec<String> = functions(source)
        .into_iter()
        .filter_map(|(name, runs)| runs.then_some(name))
        .collect();
    assert_eq!(runs, ["a", "b"]);
}
