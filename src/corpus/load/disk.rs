//! Opens files, under the limits on their size.

use crate::corpus::error::ReadFailure;
use crate::corpus::{encoding, limits};
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// Reads a file whole, if it has at most `most` bytes.
pub(super) fn read_bytes(path: &Path, most: u64) -> Result<Vec<u8>, ReadFailure> {
    let file = File::open(path).map_err(|e| unreadable(&e))?;
    let kind = file.metadata().map_err(|e| unreadable(&e))?;
    if !kind.is_file() {
        return Err(not_a_file());
    }
    if kind.len() > most {
        return Err(too_large(kind.len(), most));
    }
    let mut bytes = Vec::new();
    file.take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| unreadable(&e))?;
    match u64::try_from(bytes.len()) {
        Ok(length) if length <= most => Ok(bytes),
        _ => Err(too_large(most + 1, most)),
    }
}

/// Reads a manifest, codebook or decisions file.
pub(super) fn read_text(path: &Path) -> Result<String, ReadFailure> {
    let bytes = read_bytes(path, limits::SIDE_TEXT_BYTES)?;
    Ok(encoding::decode(&bytes, None)?.text)
}

fn unreadable(error: &io::Error) -> ReadFailure {
    match error.kind() {
        ErrorKind::NotFound => ReadFailure::new(
            "missing-file",
            ("找不到这个文件或文件夹", "there is no such file or folder"),
            (
                "请检查路径、扩展名和大小写",
                "check the path, the extension and upper or lower case",
            ),
        ),
        ErrorKind::PermissionDenied => ReadFailure::new(
            "unreadable",
            ("没有读取权限", "reading it is not permitted"),
            ("请检查文件权限", "check the permissions of the file"),
        ),
        _ => ReadFailure::new(
            "unreadable",
            (format!("无法读取：{error}"), format!("cannot be read: {error}")),
            ("请检查路径和权限", "check the path and its permissions"),
        ),
    }
}

fn not_a_file() -> ReadFailure {
    ReadFailure::new(
        "not-a-file",
        ("这里应是一个文件", "a file is expected here"),
        (
            "请给出文件本身，而不是文件夹或设备",
            "name the file itself, not a folder or a device",
        ),
    )
}

fn too_large(length: u64, most: u64) -> ReadFailure {
    let (length, most) = (length.div_ceil(1 << 20), most >> 20);
    ReadFailure::new(
        "file-too-large",
        (
            format!("文件有 {length} MB，超过上限 {most} MB"),
            format!("the file has {length} MB, more than the limit of {most} MB"),
        ),
        (
            "请只保留正文，去掉图片等附件",
            "keep the text alone, without pictures and attachments",
        ),
    )
}
