//! From recognised sheets to typed rows, with every fault and every repair noted.

mod table;

pub use table::{Cells, Row, Standing, Table, Value};
