using Ao.Consents;

namespace Ao.Notices;

/// <summary>What people have to know of: escalations, budgets that are used up, and whatever else waits for somebody.</summary>
public interface INotices
{
    /// <summary>Lists notices, oldest first.</summary>
    /// <param name="openOnly">Whether only those are listed that wait for somebody.</param>
    /// <returns>The notices.</returns>
    IReadOnlyList<Notice> List(bool openOnly = true);

    /// <summary>Says that a person has seen to a notice. Closing one that is closed changes nothing.</summary>
    /// <param name="id">The notice.</param>
    /// <param name="resolution">What was done, or why nothing needs to be.</param>
    /// <param name="by">The operator.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The notice.</returns>
    /// <exception cref="AoException">There is no such notice, or no reason was given.</exception>
    Task<Notice> CloseAsync(string id, string resolution, Operator by, CancellationToken cancellationToken = default);
}
