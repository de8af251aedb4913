using Ao.Reports;

namespace Ao.Plugins.Git.Issues;

/// <summary>A file of an issue.</summary>
/// <param name="File">Its name in the issue's tree.</param>
/// <param name="Blob">The object that holds it.</param>
/// <param name="Description">What is known of it.</param>
internal sealed record IssueFileRecord(string File, string Blob, ReportAttachment Description);
