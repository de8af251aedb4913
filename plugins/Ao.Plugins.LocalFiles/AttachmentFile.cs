using Ao.Reports;

namespace Ao.Plugins.LocalFiles;

/// <summary>A file of an issue.</summary>
/// <param name="File">Its name in the folder of files.</param>
/// <param name="Description">What is known of it.</param>
internal sealed record AttachmentFile(string File, ReportAttachment Description);
