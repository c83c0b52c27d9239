//! What two spellings of one key have in common, at the cost of reading each once.

/// A number that is the same for texts of the same match key: of their consonants and digits,
/// which no spelling of a tone or vowel touches. "&" is read "và", so v is left out. Their order is
/// left out too: a sum of weights is the cheapest thing to know of a text.
#[must_use]
pub fn fingerprint(text: &str) -> u64 {
    let weights = text.bytes().map(|byte| WEIGHTS[usize::from(byte)]);
    weights.fold(0, u64::wrapping_add)
}

/// Some fingerprints, among which most texts' are found not to be at the cost of one bit.
#[derive(Debug, Default)]
pub struct Fingerprints {
    sorted: Vec<u64>,
    /// A bit for the lowest bits of each.
    lowest: Vec<u64>,
}

/// How many of the lowest bits of fingerprints are told apart.
const LOWEST_BITS: u32 = 12;

impl Fingerprints {
    /// Some fingerprints, sorted.
    #[must_use]
    pub fn new(sorted: Vec<u64>) -> Self {
        let mut lowest = vec![0; 1 << (LOWEST_BITS - u64::BITS.ilog2())];
        for print in &sorted {
            let (word, bit) = word_and_bit(*print);
            lowest[word] |= bit;
        }
        Self { sorted, lowest }
    }

    /// The place of a fingerprint among them.
    #[must_use]
    pub fn position(&self, print: u64) -> Option<usize> {
        let (word, bit) = word_and_bit(print);
        let may_be = self.lowest.get(word).is_some_and(|bits| bits & bit != 0);
        may_be
            .then(|| self.sorted.binary_search(&print).ok())
            .flatten()
    }
}

/// The word and the bit in it that stand for the lowest bits of a fingerprint.
fn word_and_bit(print: u64) -> (usize, u64) {
    let lowest = print & ((1 << LOWEST_BITS) - 1);
    let word = (lowest / u64::from(u64::BITS)) as usize;
    (word, 1 << (lowest % u64::from(u64::BITS)))
}

/// What each byte weighs: nothing, or one of numbers far apart.
static WEIGHTS: [u64; 256] = {
    let mut weights = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        let small = byte.to_ascii_lowercase();
        let is_vowel = matches!(small, b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'v');
        if small.is_ascii_alphanumeric() && !is_vowel {
            weights[byte as usize] = far_apart(small as u64);
        }
        byte += 1;
    }
    weights
};

/// `SplitMix64`, by Steele, Lea and Flood.
const fn far_apart(number: u64) -> u64 {
    let state = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization as _;

    use super::{Fingerprints, fingerprint};

    #[test]
    fn spellings_of_one_key_have_one_fingerprint() {
        for (one, other) in [
            ("Hoà  Bình", "hòa bình"),
            ("Kỹ thuật", "KĨ THUẬT"),
            ("TH&THCS", "TH và THCS"),
            ("Đối\ntượng:", "đối tượng"),
        ] {
            assert_eq!(fingerprint(one), fingerprint(other), "{one}");
            let apart: String = one.nfd().collect();
            assert_eq!(fingerprint(&apart), fingerprint(other), "{one}");
        }
        assert_ne!(fingerprint("Tập thể"), fingerprint("Cá nhân"));
    }

    #[test]
    fn a_fingerprint_is_found_at_its_place_and_others_are_not() {
        let sorted: Vec<u64> = (0..200).map(|nth| nth * nth * 1_000_003).collect();
        let prints = Fingerprints::new(sorted.clone());
        for (at, print) in sorted.iter().enumerate() {
            assert_eq!(prints.position(*print), Some(at));
            assert_eq!(prints.position(print + 1), None);
            assert_eq!(prints.position(print + (1 << 40)), None);
        }
        assert_eq!(Fingerprints::default().position(0), None);
    }
}
