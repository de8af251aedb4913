using Ao.Consents;
using Ao.Effects;
using Ao.Journal;
using Ao.Ledger;
using Ao.Projects;

namespace Ao.Forks;

/// <summary>Changes what is known of forks, one fork at a time.</summary>
internal sealed class ForkDesk(
    ProjectCatalog projects,
    ForkPeers peers,
    ForkProjection forks,
    ForkLooker looker,
    ForkLooks looks,
    ForkViews views,
    ForkDrift drift,
    OperatorGuard operators,
    ILedgerBook book,
    FactLog log,
    OperationKeys keys,
    TimeProvider time)
{
    private readonly KeyedLock _forks = new();

    /// <summary>Looks at a fork, and writes down what is new.</summary>
    public async Task<KnownFork> LookAsync(ProjectId project, string name, CancellationToken cancellationToken)
    {
        using var alone = await LockAsync(project, name, cancellationToken).ConfigureAwait(false);
        var peer = Get(project, name);
        if (name == ForkNames.Self)
        {
            throw new AoException($"'{ForkNames.Self}' is project '{project}' itself, which is compared with others and not looked at. Name one of its forks.");
        }

        if (forks.Find(project, name)?.Word == ForkWord.Retired)
        {
            throw new AoException($"Fork '{name}' of project '{project}' is retired and not looked at. Say that it is in use again first.");
        }

        var finding = await looker.LookAsync(project, peer, cancellationToken).ConfigureAwait(false);
        return await TakeAsync(project, peer, finding, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes a clone that exists among the forks that are looked at, if it shares history with the project.</summary>
    public async Task<KnownFork> AdoptAsync(ProjectId project, ForkAdoption adoption, Operator by, CancellationToken cancellationToken)
    {
        var person = operators.Check(by);
        var configured = projects.Get(project);
        ForkAdoptionRules.Check(configured, adoption);
        using var alone = await LockAsync(project, adoption.Name, cancellationToken).ConfigureAwait(false);
        if (forks.Find(project, adoption.Name) is { Adoption: { } before, Word: not ForkWord.Retired } && before.Location == adoption.Location && before.Branch == adoption.Branch && before.ForkId == adoption.ForkId && before.PublicKey == adoption.PublicKey && before.LedgerLocation == adoption.LedgerLocation)
        {
            return views.Of(project, Get(project, adoption.Name));
        }

        ForkAdoptionRules.CheckAgainst(peers.AllOf(project), book.KeyOf(project)?.ForkId, adoption);
        var peer = new ForkPeer { Name = adoption.Name, Location = adoption.Location, Branch = adoption.Branch, ForkId = adoption.ForkId, PublicKey = adoption.PublicKey };
        var finding = await looker.LookAsync(project, peer, cancellationToken).ConfigureAwait(false);
        if (finding.Look is not { } look)
        {
            throw new AoException($"'{Printable.Quote(adoption.Location)}' could not be looked at, so that it is not known whether it is a fork of project '{project}': {finding.Problem}");
        }

        if (!look.Kinship.IsKin)
        {
            throw new AoException($"'{Printable.Quote(adoption.Location)}' is no fork of project '{project}': they have no commit in common{(look.Kinship.IsShallow ? " in what it holds, which is a shallow clone" : "")}. Kinship is shared history; give the place of a{(look.Kinship.IsShallow ? " whole" : "")} copy of this very source.");
        }

        await AppendAsync(project, adoption.Name, cancellationToken, new ForkFacts.Adopted(adoption.Location, adoption.Branch, adoption.ForkId, adoption.PublicKey, person, adoption.LedgerLocation), look).ConfigureAwait(false);
        looks.Note(project, adoption.Name, time.GetUtcNow(), answered: true);
        return await ShowAsync(project, Get(project, adoption.Name), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes down what a person says of a fork.</summary>
    public async Task<KnownFork> RuleAsync(ProjectId project, string name, ForkWord word, Operator by, string reason, CancellationToken cancellationToken)
    {
        var person = operators.Check(by);
        if (!Enum.IsDefined(word))
        {
            throw new AoException($"'{word}' is nothing that can be said of a fork. Use one of {string.Join(", ", Enum.GetNames<ForkWord>())}.");
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new AoException($"Nothing is said of fork '{Printable.Quote(name)}' without a reason. Say why, for those who ask later.");
        }

        using var alone = await LockAsync(project, name, cancellationToken).ConfigureAwait(false);
        var peer = Get(project, name);
        if ((forks.Find(project, name)?.Word ?? ForkWord.InUse) != word)
        {
            await AppendAsync(project, name, cancellationToken, new ForkFacts.Ruled(word, person, OperatorName.Shorten(reason, OperatorName.MaxReasonLength)!)).ConfigureAwait(false);
        }

        return await ShowAsync(project, peer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes down what came of bringing the project up to its upstream.</summary>
    public async Task NoteAsync(ProjectId project, string name, object fact, CancellationToken cancellationToken)
    {
        using var alone = await LockAsync(project, name, cancellationToken).ConfigureAwait(false);
        await AppendAsync(project, name, cancellationToken, fact).ConfigureAwait(false);
    }

    /// <summary>Gives a fork that the project knows.</summary>
    /// <exception cref="AoException">It knows none of that name.</exception>
    public ForkPeer Get(ProjectId project, string name)
    {
        projects.Get(project);
        return (name == ForkNames.Self ? peers.SelfOf(project) : peers.Find(project, name)) ?? throw new AoException($"Project '{project}' knows no fork '{Printable.Quote(name)}'. {Known(project)}");
    }

    private string Known(ProjectId project)
    {
        if (projects.Get(project).Options.Fork.Name is null)
        {
            return "It is not declared as a fork: give it a Fork:Name first.";
        }

        var names = peers.AllOf(project).Select(static peer => peer.Name).ToList();
        return names.Count == 0 ? "It knows none: adopt one, or add it to Fork:Peers." : $"It knows {string.Join(", ", names)}.";
    }

    private async Task<KnownFork> TakeAsync(ProjectId project, ForkPeer peer, ForkFinding finding, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (ForkDecision.NewsOf(forks.Find(project, peer.Name), finding, now) is { } news)
        {
            await AppendAsync(project, peer.Name, cancellationToken, news).ConfigureAwait(false);
        }

        looks.Note(project, peer.Name, now, finding.Look is not null);
        return await ShowAsync(project, peer, cancellationToken).ConfigureAwait(false);
    }

    private async Task<KnownFork> ShowAsync(ProjectId project, ForkPeer peer, CancellationToken cancellationToken)
    {
        var fork = views.Of(project, peer);
        await drift.TellAsync(fork, cancellationToken).ConfigureAwait(false);
        return fork;
    }

    private async Task AppendAsync(ProjectId project, string name, CancellationToken cancellationToken, params IReadOnlyList<object> facts) =>
        await log.AppendAsync(ForkFactKinds.StreamOf(project, name), forks.Find(project, name)?.Version ?? 0, facts, cancellationToken).ConfigureAwait(false);

    private ValueTask<IDisposable> LockAsync(ProjectId project, string name, CancellationToken cancellationToken) =>
        _forks.AcquireAsync(keys.Of(project, $"fork/{OperationKeys.Part(name)}"), cancellationToken);
}
