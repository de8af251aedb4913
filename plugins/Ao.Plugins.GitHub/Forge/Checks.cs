using Ao.Plugins.GitHub.Api;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>What checks say of pull requests and of their base branches.</summary>
internal sealed class Checks(GitHubPlaces places, PullRequestReader pulls, CheckReader reader, CheckDetails details, CheckReruns reruns) : ICheckHost, IBaseCheckHost, ICheckRerun
{
    /// <summary>Of how many failed checks the reasons are read: each takes up to three calls.</summary>
    private const int MaxDetails = 20;

    public async ValueTask<CheckReport> GetChecksAsync(ProjectSource source, int number, CancellationToken cancellationToken = default)
    {
        var place = await places.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var pull = await pulls.GetAsync(place, number, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
        var required = await reader.RequiredAsync(place, pull.Base.Ref, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
        return await ReportAsync(place, pull.Head.Sha, required, static _ => true, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<CheckReport> GetBaseChecksAsync(ProjectSource source, int number, IReadOnlyCollection<string> names, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(names);
        var place = await places.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var pull = await pulls.GetAsync(place, number, CallPurpose.Look, cancellationToken).ConfigureAwait(false);
        var tip = await reader.TipAsync(place, pull.Base.Ref, CallPurpose.Look, cancellationToken).ConfigureAwait(false);
        return await ReportAsync(place, tip, [], names.Contains, CallPurpose.Look, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<CheckReport> RerunChecksAsync(CheckRerunRequest request, CancellationToken cancellationToken = default) => reruns.RunAsync(request, cancellationToken);

    private async ValueTask<CheckReport> ReportAsync(GitHubPlace place, string revision, IReadOnlyCollection<string> required, Func<string, bool> isAsked, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var checks = new List<Check>();
        var explained = 0;
        foreach (var found in await reader.ReadAsync(place, revision, required, purpose, cancellationToken).ConfigureAwait(false))
        {
            if (isAsked(found.Check.Name))
            {
                var isExplained = found.Check.State == CheckState.Failed && explained++ < MaxDetails;
                checks.Add(isExplained ? await details.AddAsync(place, found, purpose, cancellationToken).ConfigureAwait(false) : found.Check);
            }
        }

        return new CheckReport(revision, checks);
    }
}
