//! Bytes to tree: `cargo +stable fuzz run -s none tree -- -dict=fuzz/yange.dict -max_len=4096 -max_total_time=600`

#![no_main]

#[path = "../harness.rs"]
mod harness;

libfuzzer_sys::fuzz_target!(|data: &[u8]| harness::check(data));
