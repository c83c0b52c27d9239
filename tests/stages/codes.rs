//! Codes that no other grid is about, each by a row or two.

use thidua::campaign::Bound;

use super::*;

const REVIEW: &str = "ma_don_vi | tieu_chi | diem_tham_dinh";
const MODELS: &str = "stt | ten | phan_loai | doi_tuong | chuc_vu | don_vi_cong_tac | linh_vuc | phong_trao | tom_tat | ngay_gioi_thieu";
const IDEAS: &str = "stt | ten | loai | tac_gia | don_vi_cong_tac | linh_vuc | cap_cong_nhan | so_quyet_dinh | ngay_cong_nhan | pham_vi";
const AWARDS: &str = "stt | doi_tuong | ho_ten | chuc_vu | don_vi_cong_tac | truc_tiep_giang_day | hinh_thuc | loai_khen | tinh_trang | cap | so_quyet_dinh | ngay_quyet_dinh";

/// As [`check`], by a form that asks for more than the sample campaign's.
fn check_changed(id: &str, change: impl Fn(&mut Form), grid: &str, expected: &[&str]) {
    let mut campaign = CAMPAIGN.clone();
    let own = campaign
        .forms
        .iter_mut()
        .find(|form| form.id.as_str() == id);
    change(own.unwrap());
    let form = campaign.form(&id.into()).unwrap();
    let asks = |one: &&thidua::campaign::Collection| one.forms.contains(&form.id);
    let collection = campaign.collections.iter().rfind(asks).unwrap();
    let file = format!("THPT-05_{}.xlsx", collection.id);
    let workbook = Workbook {
        sheets: vec![sheet(&form.sheet, form, grid)],
        ..Workbook::default()
    };
    let index = Index::new(&campaign);
    let recognised = recognise(&file, &workbook, &Identity::default(), &index);
    let examined = validate(recognised, &Checker::new(&campaign));
    assert_eq!(findings(&examined), expected, "{grid}");
}

#[test]
fn a_number_above_its_fields_maximum_is_reported() {
    check_changed(
        "phong-trao",
        |form| {
            let at = form.position(&"so_hoat_dong".into()).unwrap();
            form.fields[at].constraints.maximum = Some(Bound::Number(3.0));
        },
        &format!(
            "{MOVEMENTS}\n#1 | Nụ cười công sở | #20 | #25 | #3 | Hoàn thành\n#2 | Khác | #20 | #25 | #4 | Hoàn thành"
        ),
        &["E3 above-maximum"],
    );
}

#[test]
fn a_text_shorter_than_its_field_asks_for_is_reported() {
    check_changed(
        "dang-ky",
        |form| {
            let at = form.position(&"giai_phap".into()).unwrap();
            form.fields[at].constraints.min_length = Some(10);
        },
        // Nine letters, and ten.
        &format!(
            "{PLANS}\n#1 | CT01 | Nội dung | #5 | x | Phát động\n#2 | CT02 | Nội dung | #5 | x | Phát động."
        ),
        &["F2 too-short"],
    );
}

#[test]
fn a_text_longer_than_its_field_allows_is_reported() {
    let long = "Tốt ".repeat(600);
    check(
        "dien-hinh",
        &format!(
            "{MODELS}\n#1 | Thư viện xanh | Mô hình | Tập thể |  | Tổ Văn | Học tập |  | {long} | 20/11/2023"
        ),
        &["I2 too-long"],
    );
}

#[test]
fn a_decision_number_that_stands_twice_is_reported_at_the_second() {
    let idea = |name: &str| {
        format!(
            "\n#1 | {name} | Sáng kiến | Lò Văn Minh | Tổ Toán | Quản lý | Cơ sở | 15/QĐ | 20/11/2023"
        )
    };
    let rows = [idea("Sổ tay số"), idea("Thư viện mở")].concat();
    check("sang-kien", &format!("{IDEAS}{rows}"), &["H3 not-unique"]);
}

#[test]
fn an_award_given_needs_number_and_day_of_its_decision() {
    let award = |standing: &str| {
        format!(
            "{AWARDS}\n#1 | Cá nhân | Lò Văn Minh |  | Tổ Toán | Có | Giấy khen của Giám đốc Sở | Thường xuyên | {standing} | Sở |  | "
        )
    };
    let given = award("Đã khen");
    check(
        "khen-thuong",
        &given,
        &["K2 missing-when", "L2 missing-when"],
    );
    check("khen-thuong", &award("Đề nghị"), &[]);
}

#[test]
fn a_block_scores_its_own_members_only() {
    check(
        "tham-dinh",
        &format!("{REVIEW}\nTHPT-06 | TC01 | #8\nKK-02 | TC01 | #8"),
        &["A3 not-in-own-block"],
    );
}

#[test]
fn no_unit_reviews_itself() {
    check(
        "tham-dinh",
        &format!("{REVIEW}\nTHPT-05 | TC01 | #8\nTHPT-06 | TC01 | #8"),
        &["A2 own-review"],
    );
}

#[test]
fn a_block_gives_no_more_than_the_criterion() {
    check(
        "tham-dinh",
        &format!("{REVIEW}\nTHPT-06 | TC01 | #1000"),
        &["C2 above-criterion"],
    );
}

#[test]
fn a_cover_that_names_no_collection_is_reported_though_the_file_name_tells() {
    let form = form("don-vi");
    let grid = "Mã đơn vị | THPT-05\nTên đơn vị | Trường THPT Bạch Liên số 1\nKỳ báo cáo | Quý III\nLãnh đạo phụ trách | Lò Thị Mai\nCán bộ đầu mối | Vàng A Súa";
    let examined = examine(
        "THPT-05_cuoi-nam.xlsx",
        vec![sheet(&form.sheet, form, grid)],
    );
    assert_eq!(findings(&examined), ["B3 names-no-collection"]);
}

#[test]
fn a_sheet_of_a_forms_name_without_its_labels_has_no_header() {
    check(
        "phong-trao",
        "Báo cáo chung\nĐơn vị đã phát động đầy đủ | #20",
        &["no-header"],
    );
}

#[test]
fn each_form_that_is_asked_for_and_not_there_is_a_missing_sheet() {
    let form = form("phong-trao");
    let grid = format!("{MOVEMENTS}\n#1 | Khác | #20 | #25 | #3 | Hoàn thành");
    let examined = examine(
        "THPT-05_hoc-ky-1.xlsx",
        vec![sheet(&form.sheet, form, &grid)],
    );
    let missing = examined
        .findings
        .iter()
        .filter(|one| one.fault.code() == Code::MissingSheet);
    let mut forms: Vec<&str> = missing
        .filter_map(|one| one.place.form.as_ref())
        .map(thidua::id::FormId::as_str)
        .collect();
    forms.sort_unstable();
    let others = ["dien-hinh", "don-vi", "khen-thuong", "sang-kien", "so-lieu"];
    assert_eq!(forms, others);
}

#[test]
fn a_broken_sheet_is_unreadable_and_asked_for_by_no_other_finding() {
    let form = form("phong-trao");
    let mut broken = sheet(&form.sheet, form, MOVEMENTS);
    broken.fault = Some("cut off".to_owned());
    let examined = examine("THPT-05_hoc-ky-1.xlsx", vec![broken]);
    assert_eq!(findings(&examined), ["unreadable-sheet"]);
}

#[test]
fn a_place_of_publication_needs_a_link() {
    let model = |place: &str, link: &str| {
        format!(
            "{MODELS} | noi_dang | duong_dan\n#1 | Thư viện xanh | Mô hình | Tập thể |  | Tổ Văn | Học tập |  | Tốt | 20/11/2023 | {place} | {link}"
        )
    };
    let site = "Cổng thông tin Sở";
    check("dien-hinh", &model(site, ""), &["L2 missing-with"]);
    check("dien-hinh", &model(site, "…"), &["L2 missing-with"]);
    check("dien-hinh", &model(site, "https://vankhe.example/1"), &[]);
    // Where nothing was published, nothing is asked for; nor where the sheet has no such column.
    check("dien-hinh", &model("", ""), &[]);
    check("dien-hinh", &model("-", ""), &[]);
    let (head, row) = (
        format!("{MODELS} | noi_dang"),
        "#1 | Thư viện xanh | Mô hình | Tập thể |  | Tổ Văn | Học tập |  | Tốt | 20/11/2023",
    );
    check("dien-hinh", &format!("{head}\n{row} | {site}"), &[]);
}
