using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ao.Git.Histories;
using Ao.Scm;

namespace Ao.Plugins.Git.Forge;

/// <summary>Forks beside their source on one machine: how far they are apart, and bringing one up.</summary>
internal sealed class ForkNetwork(ControlRepositories repositories, Forges forges, SourceBranches branches, PushTargets targets)
{
    // The fork's own programs have no say in what Ao does to it.
    private const string ReceivePack = "git -c core.hooksPath=/dev/null -c core.fsmonitor=false -c core.alternateRefsCommand=true -c receive.autogc=false -c receive.denyCurrentBranch=refuse -c receive.denyNonFastForwards=true receive-pack";

    public async ValueTask<IReadOnlyList<Fork>> ListAsync(ProjectSource source, CancellationToken cancellationToken)
    {
        var records = await Forks.ListAsync(await forges.OfAsync(source, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return [.. records.OrderByDescending(static record => Directory.GetCreationTimeUtc(record.Location)).Select(static record => new Fork(record.Owner, record.Location))];
    }

    public async ValueTask<ForkDivergence> CompareAsync(ProjectSource source, Fork fork, string branch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fork);
        BranchName.Require(branch);
        var repository = Require(fork);
        var control = await repositories.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var ours = (await branches.RefreshAsync(control, source, cancellationToken).ConfigureAwait(false)).Branches.GetValueOrDefault(branch)
            ?? throw new AoException($"The source of project '{source.Project}' has no branch '{Printable.Quote(branch)}'. Name a branch that both have.");
        var reference = $"refs/ao/network/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(repository.GitDir)))[..16]}/{branch}";
        var result = await control.FetchAsync(repository.GitDir, trusted: false, cancellationToken, $"+refs/heads/{branch}:{reference}").ConfigureAwait(false);
        var theirs = result.Succeeded ? await control.ResolveAsync(reference, cancellationToken).ConfigureAwait(false) : null;
        if (theirs is null)
        {
            throw new AoException($"The branch '{Printable.Quote(branch)}' of the fork '{Printable.Quote(fork.Location)}' could not be read: {Printable.Quote(result.Error)}. Name a branch that both have.");
        }

        if (!(await control.RunAsync(cancellationToken, "merge-base", ours, theirs).ConfigureAwait(false)).Succeeded)
        {
            throw new AoException($"'{Printable.Quote(branch)}' of the fork '{Printable.Quote(fork.Location)}' and of the source of project '{source.Project}' have no history in common. Name a fork of this source.");
        }

        var counts = (await control.ReadAsync(cancellationToken, "rev-list", "--left-right", "--count", $"{theirs}...{ours}").ConfigureAwait(false)).Split('\t');
        return new ForkDivergence(int.Parse(counts[0], CultureInfo.InvariantCulture), int.Parse(counts[1], CultureInfo.InvariantCulture), theirs, ours);
    }

    public async ValueTask<ForkSyncResult> SyncAsync(ForkSyncRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var apart = await CompareAsync(request.Source, request.Fork, request.Branch, cancellationToken).ConfigureAwait(false);
        if (apart.Behind == 0)
        {
            return new ForkSyncResult(ForkSyncOutcome.UpToDate, apart.ForkRevision);
        }

        if (apart.Ahead > 0)
        {
            return new ForkSyncResult(ForkSyncOutcome.Blocked, apart.ForkRevision, $"'{Printable.Quote(request.Branch)}' of '{Printable.Quote(request.Fork.Location)}' has {apart.Ahead} commits that the source has not. Only a merge brings it up, and that is its owner's.");
        }

        var control = await repositories.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        if (request.Revision is { } wanted && wanted != apart.SourceRevision)
        {
            if (!await HoldsAsync(control, apart.SourceRevision, Revision.Require(wanted), cancellationToken).ConfigureAwait(false))
            {
                return new ForkSyncResult(ForkSyncOutcome.Blocked, apart.ForkRevision, $"'{Printable.Quote(request.Branch)}' of the source does not hold {wanted} any more. Look at it, and ask again.");
            }

            if (await HoldsAsync(control, apart.ForkRevision, wanted, cancellationToken).ConfigureAwait(false))
            {
                return new ForkSyncResult(ForkSyncOutcome.UpToDate, apart.ForkRevision);
            }

            apart = apart with { SourceRevision = wanted };
        }

        var own = (await ListAsync(request.Source, cancellationToken).ConfigureAwait(false)).Any(fork => fork.Location == request.Fork.Location);
        var reason = own
            ? await targets.PushAsync(control, request.Fork.Location, apart.SourceRevision, request.Branch, published: null, cancellationToken).ConfigureAwait(false)
            : await PushAsync(control, Require(request.Fork), apart, request.Branch, cancellationToken).ConfigureAwait(false);
        return reason is null
            ? new ForkSyncResult(ForkSyncOutcome.FastForwarded, apart.SourceRevision)
            : new ForkSyncResult(ForkSyncOutcome.Blocked, apart.ForkRevision, reason);
    }

    private static async ValueTask<bool> HoldsAsync(ControlRepository control, string head, string revision, CancellationToken cancellationToken) =>
        (await control.RunAsync(cancellationToken, "merge-base", "--is-ancestor", revision, head).ConfigureAwait(false)).Succeeded;

    /// <summary>Moves the branch of a repository that is not this host's, from the commit that was seen and in no other way.</summary>
    /// <returns>Why it was refused, or <see langword="null"/> where the branch was moved.</returns>
    private static async ValueTask<string?> PushAsync(ControlRepository control, LocalRepository repository, ForkDivergence apart, string branch, CancellationToken cancellationToken)
    {
        var arguments = new[] { "push", "--quiet", "--no-verify", $"--receive-pack={ReceivePack}", $"--force-with-lease=refs/heads/{branch}:{apart.ForkRevision}", "--", repository.GitDir, $"{apart.SourceRevision}:refs/heads/{branch}" };
        Commands.CommandResult result;
        try
        {
            result = await control.RunAsync(cancellationToken, arguments).ConfigureAwait(false);
        }
        catch (GitException exception)
        {
            throw new OutcomeUnknownException($"Bringing '{branch}' of '{repository.GitDir}' up broke off: {exception.Message}", exception);
        }

        var error = Printable.Clean(result.Error);
        return result.Succeeded ? null
            : error.Contains("branch is currently checked out", StringComparison.Ordinal) || error.Contains("refusing to update checked out branch", StringComparison.Ordinal)
                ? $"The branch '{branch}' is checked out in '{repository.GitDir}', and Ao changes no files there. Bring it up there: 'git pull --ff-only'."
            : error.Contains(" ! [rejected] ", StringComparison.Ordinal) || error.Contains(" ! [remote rejected] ", StringComparison.Ordinal)
                ? $"The branch '{branch}' of '{repository.GitDir}' was not moved: it changed meanwhile, or the repository refuses it: {Printable.Quote(error)} Look again."
            : throw new OutcomeUnknownException($"Bringing '{branch}' of '{repository.GitDir}' up broke off: {Printable.Quote(error)}");
    }

    private static LocalRepository Require(Fork fork) => Path.IsPathFullyQualified(fork.Location) && LocalRepository.Find(fork.Location) is { } repository
        ? repository
        : throw new AoException($"'{Printable.Quote(fork.Location)}' is no git repository of this machine. Name a fork that was listed, or the full path of one.");
}
