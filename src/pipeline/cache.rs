//! What earlier runs found in files, so that a run need not find it again.
//!
//! An entry is named by the hash of all that it follows from: the program, the campaign, a file's
//! bytes and whatever else its maker names. So none is ever out of date, and with the cache or
//! without a run writes the same bytes. What cannot be kept or read back is made anew. Entries hold
//! what returns hold: the folder is for its owner's eyes only.

use std::env;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::campaign::Campaign;
use crate::hash::sha256;

/// How long entries of another program or campaign are kept after the last was added.
const KEPT: Duration = Duration::from_hours(24 * 30);

/// The entries of one program and campaign.
#[derive(Debug)]
pub(super) struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// The cache in a folder, which is made; nothing where it cannot be.
    pub(super) fn open(root: &Path, campaign: &Campaign) -> Option<Self> {
        let of = sha256(format!("{}\n{}", program()?, campaign.hash).as_bytes());
        let folder = root.join(&of[..16]);
        make_private(&folder).ok()?;
        forget_old(root, &folder);
        Some(Self { folder })
    }

    /// The entry that follows from these, in this order.
    pub(super) fn get<T: DeserializeOwned>(&self, from: &[&str]) -> Option<T> {
        postcard::from_bytes(&self.bytes(from)?).ok()
    }

    /// Keeps an entry; one that is there already is as good.
    pub(super) fn put<T: Serialize>(&self, from: &[&str], entry: &T) {
        if let Ok(bytes) = postcard::to_stdvec(entry) {
            self.put_bytes(from, &bytes);
        }
    }

    /// The bytes that follow from these.
    pub(super) fn bytes(&self, from: &[&str]) -> Option<Vec<u8>> {
        let mut kept = fs::read(self.path(from)).ok()?;
        let sum = u32::from_le_bytes(*kept.last_chunk()?);
        kept.truncate(kept.len() - size_of::<u32>());
        // Another sum: half written, or damaged since.
        (crc32fast::hash(&kept) == sum).then_some(kept)
    }

    /// Keeps bytes; where the disk is full they are not kept, and the run goes on.
    pub(super) fn put_bytes(&self, from: &[&str], bytes: &[u8]) {
        let _ = write(&self.folder, &self.path(from), bytes);
    }

    fn path(&self, from: &[&str]) -> PathBuf {
        self.folder.join(sha256(from.join("\n").as_bytes()))
    }
}

/// Writes an entry as a whole: another run may be reading it.
fn write(folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.write_all(&crc32fast::hash(bytes).to_le_bytes())?;
    file.persist(path)?;
    Ok(())
}

/// What tells one build of the program from another.
fn program() -> Option<String> {
    let file = fs::metadata(env::current_exe().ok()?).ok()?;
    let built = file.modified().ok()?;
    let version = env!("CARGO_PKG_VERSION");
    Some(format!("{version}\n{}\n{built:?}", file.len()))
}

/// Deletes the entries of programs and campaigns that have not been used for long.
fn forget_old(root: &Path, own: &Path) {
    let is_old = |path: &Path| {
        let used = fs::metadata(path).and_then(|data| data.modified());
        let age = used.map(|used| SystemTime::now().duration_since(used).unwrap_or_default());
        age.is_ok_and(|age| age > KEPT)
    };
    let others = fs::read_dir(root).into_iter().flatten().flatten();
    for path in others.map(|entry| entry.path()) {
        if path != own && path.is_dir() && is_old(&path) {
            let _ = fs::remove_dir_all(path);
        }
    }
}

/// Makes a folder that only its owner may look into.
fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign;

    fn cache(root: &Path) -> Cache {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/2023-2024");
        let campaign = campaign::load(&folder, crate::read::table).unwrap();
        Cache::open(root, &campaign).unwrap()
    }

    #[test]
    fn an_entry_comes_back_for_what_it_follows_from_and_nothing_else() {
        let root = tempfile::tempdir().unwrap();
        let cache = cache(root.path());
        cache.put(&["a", "b"], &vec![1_u32, 2]);
        assert_eq!(cache.get(&["a", "b"]), Some(vec![1_u32, 2]));
        assert_eq!(cache.get::<Vec<u32>>(&["b", "a"]), None);
        assert_eq!(cache.get::<Vec<u32>>(&["a"]), None);
    }

    #[test]
    fn a_damaged_entry_is_made_anew() {
        let root = tempfile::tempdir().unwrap();
        let cache = cache(root.path());
        let path = cache.path(&["a"]);
        cache.put(&["a"], &"whole");
        let whole = fs::read(&path).unwrap();
        for damaged in [&whole[..whole.len() - 1], &whole[..2], &[], &[0; 12]] {
            fs::write(&path, damaged).unwrap();
            assert_eq!(cache.get::<String>(&["a"]), None, "{damaged:?}");
        }
        cache.put(&["a"], &"whole");
        assert_eq!(cache.get::<String>(&["a"]).as_deref(), Some("whole"));
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_may_look_into_the_cache() {
        use std::os::unix::fs::PermissionsExt as _;
        let root = tempfile::tempdir().unwrap();
        let cache = cache(&root.path().join("new"));
        cache.put(&["a"], &1);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&root.path().join("new")), 0o700);
        assert_eq!(mode(&cache.folder), 0o700);
        assert_eq!(mode(&cache.path(&["a"])), 0o600);
    }

    #[test]
    fn entries_of_others_go_when_nobody_used_them_for_long() {
        let root = tempfile::tempdir().unwrap();
        let make = |name: &str, age: Duration| {
            let path = root.path().join(name);
            fs::create_dir(&path).unwrap();
            let folder = fs::File::open(&path).unwrap();
            folder.set_modified(SystemTime::now() - age).unwrap();
        };
        make("old", KEPT + Duration::from_mins(1));
        make("new", KEPT / 2);
        cache(root.path());
        assert!(!root.path().join("old").exists());
        assert!(root.path().join("new").exists());
    }
}
