namespace Ao.Reports;

/// <summary>What became of the files that were offered.</summary>
/// <param name="Attachments">Those that are kept.</param>
/// <param name="Refused">Why the others are not, one sentence each.</param>
internal sealed record TakenAttachments(IReadOnlyList<ReportAttachment> Attachments, IReadOnlyList<string> Refused);
