using Ao.Configuration;
using Ao.Projects;
using Ao.Secrets;
using Microsoft.Extensions.Options;

namespace Ao.Ledger;

/// <summary>Takes out of texts what must not be signed for others: secrets, and paths of this machine. Done again it changes nothing.</summary>
internal sealed class RecordRedactor(SecretRedactor secrets, ProjectCatalog projects, IOptions<AoOptions> options)
{
    private readonly LocalPaths _paths = new(
        projects.All.SelectMany(PlacesOf),
        Path.GetFullPath(options.Value.DataFolder),
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <summary>Replaces them.</summary>
    public RedactedText Redact(string text)
    {
        var clean = secrets.Redact(text);
        var shown = _paths.Redact(clean.Text);
        return shown with { Count = clean.Count + shown.Count };
    }

    private static IEnumerable<string?> PlacesOf(Project project) =>
        [project.Source.Location, project.Options.Fork.Upstream, .. project.Options.Fork.Peers.SelectMany(static peer => new[] { peer.Location, peer.LedgerLocation }), .. project.Options.Ledger.Places.Select(static place => place.Location)];
}
