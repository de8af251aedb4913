using Ao.Consents;
using Ao.Duplicates;

namespace Ao.Reports;

/// <summary>The reports of agents and people, and the way of each to an issue, a session and a pull request. Only a host that has authenticated an operator holds this; agents file reports by their tools.</summary>
public interface IReports
{
    /// <summary>Files a report.</summary>
    /// <param name="filing">The report.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The report as it is in the journal. What follows happens by itself.</returns>
    /// <exception cref="AoException">There is no such project, or the report breaks the rules; the message names every field that does.</exception>
    Task<TrackedReport> FileAsync(ReportFiling filing, CancellationToken cancellationToken = default);

    /// <summary>Gives a report.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The report.</returns>
    /// <exception cref="AoException">There is no such report.</exception>
    TrackedReport Get(string id);

    /// <summary>Lists reports, oldest first.</summary>
    /// <param name="query">Which; all without one.</param>
    /// <returns>The reports.</returns>
    IReadOnlyList<TrackedReport> List(ReportQuery? query = null);

    /// <summary>Watches reports: those that are there, then every change.</summary>
    /// <param name="cancellationToken">The token that ends watching.</param>
    /// <returns>The reports as they are after each change.</returns>
    IAsyncEnumerable<TrackedReport> WatchAsync(CancellationToken cancellationToken = default);

    /// <summary>Looks for reports that may be of the same problem in other words. Nothing is linked by it: that is for an operator to say.</summary>
    /// <param name="id">The report.</param>
    /// <returns>Five at most, the likeliest first, each with its reasons.</returns>
    /// <exception cref="AoException">There is no such report.</exception>
    IReadOnlyList<DuplicateMatch> SuggestDuplicates(string id);

    /// <summary>Opens an attachment.</summary>
    /// <param name="id">The report.</param>
    /// <param name="sha256">The hash of the attachment.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>Its content. The caller disposes of it.</returns>
    /// <exception cref="AoException">There is no such report or attachment, or its file was damaged.</exception>
    ValueTask<Stream> OpenAttachmentAsync(string id, string sha256, CancellationToken cancellationToken = default);

    /// <summary>Corrects how much a report weighs. The correction is a fact, and what is inferred for later reports learns from it.</summary>
    /// <param name="id">The report.</param>
    /// <param name="severity">How much it weighs.</param>
    /// <param name="by">The operator.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The report as it is then.</returns>
    /// <exception cref="AoException">There is no such report.</exception>
    Task<TrackedReport> CorrectSeverityAsync(string id, ReportSeverity severity, Operator by, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>Links a report to another one as its duplicate.</summary>
    /// <param name="id">The report.</param>
    /// <param name="head">The report that stands for the problem. Where it is linked itself, its head does.</param>
    /// <param name="by">The operator.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The report as it is then.</returns>
    /// <exception cref="AoException">There is no such report, it is linked already, or others are linked to it.</exception>
    Task<TrackedReport> LinkAsync(string id, string head, Operator by, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>Withdraws the link of a report, which goes its own way from then on. The host does not link the two again.</summary>
    /// <param name="id">The report.</param>
    /// <param name="by">The operator.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The report as it is then.</returns>
    /// <exception cref="AoException">There is no such report, or it is not linked.</exception>
    Task<TrackedReport> WithdrawLinkAsync(string id, Operator by, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>Takes a report up again that has come to rest: its follow-up is planned anew, and what was denied is asked again.</summary>
    /// <param name="id">The report.</param>
    /// <param name="by">The operator.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The report as it is then.</returns>
    /// <exception cref="AoException">There is no such report, or its change is merged.</exception>
    Task<TrackedReport> ProceedAsync(string id, Operator by, CancellationToken cancellationToken = default);
}
