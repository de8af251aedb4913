using Ao.Plugins.GitHub.Api;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Finds the repository that a git address means: one of GitHub's own forms, or what the configured template gives.</summary>
internal sealed class GitLocations
{
    private const string Owner = "AO-OWNER-0";
    private const string Name = "AO-NAME-0";
    private readonly GitHubPlaces _places;
    private readonly string[]? _parts;

    public GitLocations(GitHubPlaces places, GitHubAddresses addresses)
    {
        _places = places;
        var template = addresses.GitOf(RepositoryName.Parse($"{Owner}/{Name}"));
        var (owner, name) = (template.IndexOf(Owner, StringComparison.Ordinal), template.IndexOf(Name, StringComparison.Ordinal));
        _parts = owner < 0 || name < owner ? null : [template[..owner], template[(owner + Owner.Length)..name], template[(name + Name.Length)..]];
    }

    public RepositoryName? Of(string location)
    {
        ArgumentNullException.ThrowIfNull(location);
        return OfTemplate(location) ?? _places.NameOf(location);
    }

    private RepositoryName? OfTemplate(string location)
    {
        if (_parts is not [var before, var between, var after] || between.Length == 0 || location.Length <= before.Length + between.Length + after.Length
            || !location.StartsWith(before, StringComparison.Ordinal) || !location.EndsWith(after, StringComparison.Ordinal))
        {
            return null;
        }

        var middle = location[before.Length..^after.Length];
        var at = middle.IndexOf(between, StringComparison.Ordinal);
        return at > 0 && RepositoryName.TryParse($"{middle[..at]}/{middle[(at + between.Length)..]}", out var name) ? name : null;
    }
}
