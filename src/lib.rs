//! `thidua` turns a folder of hand-filled Excel returns into compliance workbooks whose every
//! figure can be traced to its source cell.

pub mod assess;
pub mod campaign;
pub mod finding;
pub mod id;
pub mod lang;
pub mod location;
pub mod report;
pub mod sample;
pub mod score;
pub mod settle;
pub mod text;
pub mod validate;
