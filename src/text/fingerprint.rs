//! What two spellings of one key have in common, at the cost of reading each once.

/// A number that is the same for texts of the same match key: of their consonants and digits,
/// which no spelling of a tone or vowel touches. "&" is read "và", so v is left out. Their order is
/// left out too: a sum of weights is the cheapest thing to know of a text.
#[must_use]
pub fn fingerprint(text: &str) -> u64 {
    let weights = text.bytes().map(|byte| WEIGHTS[usize::from(byte)]);
    weights.fold(0, u64::wrapping_add)
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

    use super::fingerprint;

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
}
