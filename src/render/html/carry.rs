//! How the page carries its data: as JSON that can be read and searched, or compressed where it would be too large.

use super::escape;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use miniz_oxide::deflate::core::{
    CompressionStrategy, CompressorOxide, TDEFLFlush, compress_to_output, create_comp_flags_from_zip_params,
};
use rayon::prelude::*;

/// Bytes of JSON from which the data is compressed. The seeds have 0.4 MB; below this a page is no trouble to open, to
/// send or to archive as it is.
const READABLE: usize = 1_000_000;

/// Level of compression. Six, zlib's own default, took four times as long for a page that was a twentieth smaller.
const LEVEL: u8 = 4;

/// No frame around the compressed bytes.
const RAW: i32 = 0;

/// Bytes that are compressed alone, so that the processor's cores can share the work; what they repeat of each other is
/// lost, under a hundredth of the size.
const STRETCH: usize = 1 << 20;

/// What stands in the page's data element.
pub(super) struct Carried {
    /// Name of the compression, as `DecompressionStream` takes it; `None` for JSON.
    pub(super) packed: Option<&'static str>,
    /// JSON without anything that ends an element, or base64.
    pub(super) text: String,
}

/// Makes JSON fit for the page.
///
/// Compression is in plain Rust and asks nothing of the processor, so that the bytes are the same on every machine.
///
/// # Complexity
/// Linear in the text.
pub(super) fn carry(json: &str) -> Carried {
    if json.len() < READABLE {
        return Carried {
            packed: None,
            text: escape::script_json(json),
        };
    }
    Carried {
        packed: Some("deflate-raw"),
        text: STANDARD.encode(deflate(json.as_bytes())),
    }
}

/// Raw deflate of a text, stretch by stretch side by side: each ends on a whole byte, so that they can be joined.
fn deflate(text: &[u8]) -> Vec<u8> {
    let stretches: Vec<&[u8]> = text.chunks(STRETCH).collect();
    let last = stretches.len().saturating_sub(1);
    let packed: Vec<Vec<u8>> = stretches
        .into_par_iter()
        .enumerate()
        .map(|(at, stretch)| pack(stretch, at == last))
        .collect();
    packed.concat()
}

fn pack(stretch: &[u8], last: bool) -> Vec<u8> {
    let flags = create_comp_flags_from_zip_params(i32::from(LEVEL), RAW, CompressionStrategy::Default as i32);
    let mut packed = Vec::with_capacity(stretch.len() / 2);
    let mut compressor = CompressorOxide::new(flags);
    let flush = if last { TDEFLFlush::Finish } else { TDEFLFlush::Sync };
    compress_to_output(&mut compressor, stretch, flush, |bytes| {
        packed.extend_from_slice(bytes);
        true
    });
    packed
}

#[cfg(test)]
mod tests {
    use super::*;
    use miniz_oxide::inflate::decompress_to_vec;

    #[test]
    fn short_data_stays_readable() {
        let carried = carry("[\"</script>\"]");
        assert!(carried.packed.is_none() && carried.text == "[\"\\u003c/script\\u003e\"]");
    }

    #[test]
    fn long_data_comes_back_as_it_was() {
        let json = format!("[\"{}\"]", "专利保险</script>".repeat(READABLE / 8));
        let carried = carry(&json);
        assert_eq!(carried.packed, Some("deflate-raw"));
        assert!(carried.text.len() < json.len() / 10 && !carried.text.contains('<'));
        let bytes = STANDARD.decode(&carried.text).expect("it is base64");
        assert_eq!(decompress_to_vec(&bytes).expect("it is deflated"), json.as_bytes());
    }
}
