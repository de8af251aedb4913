using Ao.Configuration;
using Ao.Ledger;
using Ao.Ledger.Bodies;
using Ao.Plugins;
using Ao.Projects;
using Ao.Scm;

namespace Ao.Forks;

/// <summary>Says who a project is: makes its key and its signed identity, and keeps them in step with the configuration.</summary>
internal sealed class ForkIdentityDesk(ProjectCatalog projects, ISlotCatalog plugins, ILedgerBook book, ForkProjection forks, ForkDesk desk)
{
    /// <summary>Declares a project. Repeating it changes nothing while its settings stay.</summary>
    public async Task<ForkIdentity> DeclareAsync(ProjectId id, CancellationToken cancellationToken)
    {
        var project = projects.Get(id);
        var (options, name) = (project.Options.Fork, ForkTerms.NameOf(project));

        // Once said it stays: a ledger has one family.
        var family = forks.Find(id, ForkNames.Self)?.Declaration is { } said ? said.Family : await FindFamilyAsync(project, cancellationToken).ConfigureAwait(false);
        var role = ForkTerms.RoleOf(options);
        var key = await book.OpenAsync(id, BodyOf(name, role, forks.Find(id, ForkNames.Self)?.Word ?? ForkWord.InUse, options, family), cancellationToken).ConfigureAwait(false);
        var declared = new ForkFacts.Declared(key.ForkId, name, role, family);
        if (forks.Find(id, ForkNames.Self)?.Declaration != declared)
        {
            await desk.NoteAsync(id, ForkNames.Self, declared, cancellationToken).ConfigureAwait(false);
        }

        return new ForkIdentity
        {
            Project = id,
            Name = name,
            ForkId = key.ForkId,
            PublicKey = Convert.ToBase64String(key.PublicKey.Span),
            Role = role,
            Policy = ForkTerms.PolicyOf(options),
            Upstream = options.Upstream,
            Registration = forks.Find(id, ForkNames.Self) is { Registration: { } registered, RegisteredAt: { } at } ? new ForkRegistration(registered.Location, registered.IsUpstream, at, registered.Reason) : null,
        };
    }

    private static IdentityBody BodyOf(string name, ForkRole role, ForkWord word, ForkOptions options, string? family) => new()
    {
        Name = name,
        Role = IdentityTerms.Of(role),
        Upstream = ForkPlaces.AddressForOthers(options.Upstream),
        Policy = ForkTerms.PolicyOf(options) == ForkPolicy.UpstreamFirst ? "upstream-first" : "fork-first",
        Contact = options.Contact,
        Domain = options.Domain,
        State = IdentityTerms.Of(word),
        Family = family,
    };

    /// <summary>Gives the first commit of the project's history; <see langword="null"/> where it has none that is known.</summary>
    private async Task<string?> FindFamilyAsync(Project project, CancellationToken cancellationToken)
    {
        // A ledger has one family for good, so that none is begun before it is known.
        if (plugins.Find<IForkHistories>(Slot.Scm, project.Options.Scm) is not { } histories)
        {
            throw new AoException($"The scm '{project.Options.Scm}' of project '{project.Id}' reads no histories of forks, so that it is not known which family of forks the project belongs to. Name one that does with Scm.");
        }

        // A project is compared with itself: what both have in common is then all of it.
        var seen = await histories.FetchForkAsync(new ForkFetchRequest { Source = project.Source, ForkId = ForkNames.Self, Location = project.Source.Location }, cancellationToken).ConfigureAwait(false);
        var branch = project.Options.BaseBranch ?? seen.DefaultBranch;
        if (branch is null || !seen.Branches.ContainsKey(branch))
        {
            return null;
        }

        var kinship = await histories.CompareForkAsync(project.Source, ForkNames.Self, branch, cancellationToken).ConfigureAwait(false);
        return kinship.Roots.Order(StringComparer.Ordinal).FirstOrDefault();
    }
}
