//! stub
use std::path::Path;
#[derive(Debug)]
pub struct Plan {
    pub units: usize,
    pub collection: Option<crate::id::CollectionId>,
    pub mess: f64,
    pub seed: u64,
}
#[derive(Debug)]
pub struct Written;
#[derive(Debug, thiserror::Error)]
#[error("stub")]
pub struct SampleError;
pub fn write(_: &Path, _: &Plan) -> Result<Written, SampleError> {
    Err(SampleError)
}
