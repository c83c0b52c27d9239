//! Which tests make each code appear. A new code makes the compiler ask for its own; a code without
//! a test, and a test that is not there or does not run, fail here.

#[path = "support/sources.rs"]
mod sources;

use thidua::finding::Code;

/// The tests that make a code appear.
#[rustfmt::skip]
#[expect(clippy::match_same_arms, reason = "one arm a code: the compiler lists what a new code needs")]
fn tests_of(code: Code) -> &'static [&'static str] {
    match code {
        Code::EmptyFile => &["files_that_are_no_workbook_are_findings_and_the_run_goes_on"],
        Code::NotAWorkbook => &["what_is_no_workbook_is_named_and_whose_it_seems_to_be", "an_archive_with_nothing_in_it_is_named_as_such"],
        Code::DamagedFile => &["files_of_an_archive_that_cannot_be_unpacked_say_why"],
        Code::PasswordProtected => &["a_compound_file_is_what_its_root_holds_not_what_it_embeds", "files_of_an_archive_that_cannot_be_unpacked_say_why"],
        Code::TooLarge => &["limits_hold_for_what_is_read", "what_a_file_declares_is_counted_before_it_is_made"],
        Code::ProgramFault => &["a_file_that_makes_the_program_fail_is_a_finding_and_the_others_go_on"],
        Code::ReaderStopped => &["a_worker_that_wants_too_much_memory_ends_alone_and_is_replaced", "a_program_that_is_no_worker_is_a_crash"],
        Code::Macros => &["hazards_of_a_workbook_are_notes_at_their_place"],
        Code::ExternalLinks => &["hazards_of_a_workbook_are_notes_at_their_place"],
        Code::UnknownUnit => &["a_return_is_identified_by_cover_then_path_then_name", "a_likely_unit_is_suggested_whatever_the_order_of_its_words"],
        Code::UnknownCollection => &["the_hidden_mark_tells_collection_and_unit_and_is_held_against_the_rest"],
        Code::ConflictingIdentity => &["a_return_is_identified_by_cover_then_path_then_name", "a_file_in_another_units_folder_is_asked_about"],
        Code::NotASender => &["a_unit_that_is_not_asked_for_a_collection_is_rejected"],
        Code::NoData => &["a_return_received_after_the_day_is_left_out_and_listed"],
        Code::IdenticalCopy => &["the_same_bytes_again_are_superseded_and_counted_once"],
        Code::SharedBytes => &["the_same_bytes_of_two_units_are_asked_about_at_each_and_count_for_both", "a_blank_form_that_two_units_sent_back_was_not_mixed_up"],
        Code::Late => &["a_return_after_the_last_good_day_is_late_and_counts"],
        Code::AfterAsOf => &["a_return_received_after_the_day_is_left_out_and_listed"],
        Code::OtherCollection => &["a_return_for_a_collection_the_run_does_not_look_at_is_left_out_unjudged"],
        Code::NoReceipt => &["files_that_are_no_workbook_are_findings_and_the_run_goes_on"],
        Code::UnmatchedReceipt => &["a_line_of_the_log_that_fits_no_file_or_one_that_has_its_day_is_reported"],
        Code::LapsedDecision => &["a_decision_excludes_a_row_and_one_that_fits_nothing_is_reported"],
        Code::MissingSheet => &["each_form_that_is_asked_for_and_not_there_is_a_missing_sheet"],
        Code::LostSheet => &["each_of_three_files_is_compared_with_the_next_and_a_loss_is_not_forgotten"],
        Code::HiddenSheet => &["hazards_of_a_workbook_are_notes_at_their_place"],
        Code::HiddenRows => &["hazards_of_a_workbook_are_notes_at_their_place"],
        Code::ExtraTable => &["rows_of_a_form_that_is_not_asked_for_are_asked_about_where_the_sheet_is_read"],
        Code::ExtraSheet => &["a_guide_sheet_is_never_counted"],
        Code::RepeatedSheet => &["a_second_sheet_of_a_form_is_asked_about", "a_second_table_of_a_form_with_its_columns_moved_is_asked_about"],
        Code::RenamedSheet => &["a_renamed_sheet_is_known_by_its_labels_and_noted"],
        Code::NoHeader => &["a_sheet_of_a_forms_name_without_its_labels_has_no_header"],
        Code::UnreadableSheet => &["a_broken_sheet_is_unreadable_and_asked_for_by_no_other_finding", "a_file_made_to_break_the_program_is_refused_alone_and_within_256_mib"],
        Code::MissingLabel => &["labels_that_are_missing_extra_or_only_alike_are_findings"],
        Code::ExtraLabel => &["labels_that_are_missing_extra_or_only_alike_are_findings", "a_label_nobody_asked_for_is_noted"],
        Code::DuplicateLabel => &["the_same_label_twice_is_asked_about_and_the_forms_own_goes_first"],
        Code::MovedLabel => &["the_fewest_moved_columns_are_noted"],
        Code::SimilarLabel => &["labels_without_marks_are_read_and_noted"],
        Code::SecondValue => &["two_numbers_beside_a_label_are_asked_about"],
        Code::MissingValue => &["a_missing_required_value_is_reported_at_its_cell"],
        Code::TypeError => &["wrong_types_are_reported_and_never_guessed"],
        Code::ErrorCell => &["wrong_types_are_reported_and_never_guessed"],
        Code::NoCachedValue => &["formulas_without_results_are_data_and_errors"],
        Code::FormulaValue => &["formulas_of_consecutive_rows_are_one_finding_as_they_are_made"],
        Code::NothingAbove => &["a_mark_with_nothing_above_is_an_error"],
        Code::MergedAcross => &["a_cell_merged_over_the_columns_of_fields_is_asked_about"],
        Code::AmbiguousPercent => &["a_share_where_percent_is_meant_is_asked_about", "a_dot_of_thousands_where_percent_is_meant_is_asked_about"],
        Code::DoubtfulEncoding => &["a_text_that_may_be_in_an_old_encoding_is_asked_about"],
        Code::AmbiguousDate => &["dates_in_the_other_order_are_asked_about", "true_dates_that_a_foreign_excel_turned_are_asked_about"],
        Code::NotInList => &["a_value_outside_its_list_is_reported"],
        Code::ExclusiveMinimum | Code::ExclusiveMaximum => &["what_a_number_must_be_greater_or_less_than_is_not_allowed_itself"],
        Code::ForeignKey => &["a_row_that_refers_to_none_of_another_form_is_reported"],
        Code::BelowMinimum => &["numbers_below_and_above_their_bounds_are_reported"],
        Code::AboveMaximum => &["a_number_above_its_fields_maximum_is_reported"],
        Code::TooShort => &["a_text_shorter_than_its_field_asks_for_is_reported"],
        Code::TooLong => &["a_text_longer_than_its_field_allows_is_reported"],
        Code::PatternMismatch => &["numbers_as_text_keep_their_digits"],
        Code::NotUnique => &["a_decision_number_that_stands_twice_is_reported_at_the_second"],
        Code::ControlTotal => &["a_control_total_that_was_not_read_so_is_asked_about_without_doubt"],
        Code::TotalMismatch => &["a_total_that_its_rows_do_not_add_up_to_is_asked_about", "a_stated_number_of_rows_is_checked"],
        Code::DuplicateRow => &["a_key_that_stands_twice_excludes_the_second_row_only"],
        Code::AboveOther => &["numbers_below_and_above_their_bounds_are_reported", "a_score_above_its_maximum_is_reported_at_its_cell"],
        Code::SameAsOther => &["a_leader_who_is_also_the_focal_person_is_reported"],
        Code::MissingWhen => &["an_award_given_needs_number_and_day_of_its_decision"],
        Code::MissingWith => &["a_place_of_publication_needs_a_link"],
        Code::OutsideSchoolYear => &["every_row_of_a_return_of_another_school_year_is_pointed_at"],
        Code::NotInOwnBlock => &["a_block_scores_its_own_members_only"],
        Code::OwnReview => &["no_unit_reviews_itself"],
        Code::AboveCriterion => &["a_block_gives_no_more_than_the_criterion"],
        Code::NamesNoCollection => &["a_cover_that_names_no_collection_is_reported_though_the_file_name_tells"],
        Code::OtherFormVersion => &["a_return_on_an_older_blank_form_is_rejected_unless_its_form_still_holds"],
        Code::FormerYear => &["a_return_whose_days_all_lie_before_the_school_year_is_an_earlier_years"],
        Code::NeedsReturn => &["who_is_awarded_without_a_registration_is_asked"],
        Code::NotInReturn => &["a_result_of_what_was_never_registered_is_asked_about_at_its_cell"],
        Code::FarFromPeers => &["a_number_far_from_those_of_the_units_peers_is_asked_about_and_stays_certain"],
        Code::FarFromYearBefore => &["a_number_far_from_that_of_the_year_before_is_asked_about_and_stays_certain"],
        Code::Resubmission => &["rows_are_compared_by_key_wherever_they_stand"],
        Code::FewerRows => &["rows_that_shrank_are_asked_about_and_put_no_other_in_doubt"],
        Code::ClaimedTwice => &["a_row_the_office_took_out_claims_nothing", "an_award_that_two_senders_report_is_asked_about_at_both_and_namesakes_are_not"],
    }
}

#[test]
fn every_code_is_made_by_tests_that_run() {
    let tests = sources::tests().expect("the sources can be read");
    let mut faults: Vec<String> = Vec::new();
    for &code in Code::ALL {
        let names = tests_of(code);
        if names.is_empty() {
            faults.push(format!("{code}: no test"));
        }
        for name in names {
            match sources::running(&tests, name) {
                Err(fault) => faults.push(format!("{code}: {name} {fault}")),
                Ok(text) => {
                    let speaks = [code.to_string(), format!("::{code:?}")];
                    if !speaks.iter().any(|word| text.contains(word)) {
                        faults.push(format!("{code}: the file of {name} does not speak of it"));
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
