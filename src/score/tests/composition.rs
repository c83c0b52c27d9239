//! What points are made of.

use super::*;

/// 10 points that count double, 8 of which count; a bonus; a penalty that counts one and a half
/// times; and points for a target that is met.
const CRITERIA: &str = "code,title,maximum,weight,kind,target,points,cap
A,Tiêu chí A,10,2,base,,,8
B,Điểm thưởng,5,1,bonus,,,
C,Điểm trừ,4,1.5,penalty,,,
D,Tiêu chí D,6,1,base,t1,6,
";

fn portion(low: f64, high: f64, maximum: f64) -> Portion {
    Portion { low, high, maximum }
}

/// What the rows add, by their number.
fn rows(parts: &Composition) -> Vec<(u32, Portion)> {
    let rows = parts.rows.iter();
    rows.map(|(at, portion)| (at.row, *portion)).collect()
}

#[test]
fn points_are_the_sum_of_rows_of_what_has_no_row_and_of_targets() {
    // S1 is cut to 8 points of A, which count double; 2 points are taken one and a half times; of
    // B it says nothing. S2's points of A are in doubt, and of C it says nothing. The head's row
    // of B counts once though it stands twice, and what S2's deputy says of A does not.
    let scores = scores(
        CRITERIA,
        "S1 S1 A 9
         S1 S1 C 2
         S2 S2 A 5?
         S2 S2 B 3
         S1 S2 A 6
         S1 S2 B 2
         S1 S2 B 2
         S2 S3 A 7
         S4 S2 A 1",
        Status::Met,
        0.0,
    );
    let [one, two] = [&scores[0], &scores[1]];
    let own = one.own.unwrap();
    assert_eq!((own.low, own.high, own.maximum), (19.0, 24.0, 22.0));
    assert_eq!(
        rows(&one.own_parts),
        [
            (1, portion(16.0, 16.0, 16.0)),
            (2, portion(-3.0, -3.0, 0.0))
        ]
    );
    assert_eq!(one.own_parts.without_row, portion(0.0, 5.0, 0.0));
    let target = BTreeMap::from([(3, portion(6.0, 6.0, 6.0))]);
    assert_eq!(one.own_parts.computed, target);

    let own = two.own.unwrap();
    assert_eq!((own.low, own.high, own.maximum), (3.0, 25.0, 22.0));
    assert_eq!(
        rows(&two.own_parts),
        [(3, portion(0.0, 16.0, 16.0)), (4, portion(3.0, 3.0, 0.0))]
    );
    assert_eq!(two.own_parts.without_row, portion(-6.0, 0.0, 0.0));
    let review = two.review.unwrap();
    assert_eq!((review.low, review.high), (14.0, 20.0));
    assert_eq!(
        rows(&two.review_parts),
        [(5, portion(12.0, 12.0, 16.0)), (6, portion(2.0, 2.0, 0.0))]
    );
}

#[test]
fn a_criterion_that_does_not_apply_adds_nothing_and_one_that_may_not_adds_to_the_most() {
    let scores = scores(
        CRITERIA,
        "S1 S1 A N/A
         S1 S1 B 4",
        Status::NotMet,
        0.0,
    );
    let parts = &scores[0].own_parts;
    assert_eq!(rows(parts), [(2, portion(4.0, 4.0, 0.0))]);
    let missed = BTreeMap::from([(3, portion(0.0, 0.0, 6.0))]);
    assert_eq!(parts.computed, missed);
    // No row says whether C applies: at the most nothing is taken, at the least 4 points, one and
    // a half times.
    assert_eq!(parts.without_row, portion(-6.0, 0.0, 0.0));
    assert_eq!(scores[2].own_parts, Composition::default());
}
