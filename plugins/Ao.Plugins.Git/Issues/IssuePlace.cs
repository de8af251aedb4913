using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ao.Plugins.Git.Forge;
using Ao.Scm;

namespace Ao.Plugins.Git.Issues;

/// <summary>Where the issues of one repository are kept: the source and each fork have their own, in references of the same control repository.</summary>
internal sealed class IssuePlace
{
    private const int HashLength = 16;

    private IssuePlace(string location) =>
        (Location, Prefix) = (location, $"refs/ao/issues/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(location)))[..HashLength]}/");

    public string Location { get; }

    public string Prefix { get; }

    public string Numbers => $"{Prefix}number/";

    /// <summary>Gives the place of a repository's issues.</summary>
    /// <param name="source">The repository.</param>
    /// <param name="isShared">Whether other hosts use it, which may know the repository by another way to it.</param>
    public static IssuePlace Of(ProjectSource source, bool isShared) => string.IsNullOrWhiteSpace(source.Location) || source.Location.Contains('\0', StringComparison.Ordinal)
        ? throw new AoException($"The location of project '{source.Project}' is empty or no path. Give the folder of a git repository.")
        : new IssuePlace(isShared ? CanonicalPath.Of(source.Location) : Path.TrimEndingDirectorySeparator(Path.GetFullPath(source.Location)));

    /// <summary>Reads an id. Nothing else ever becomes part of a reference.</summary>
    public static int? NumberOf(string? id) =>
        id is { Length: > 0 and < 10 } && id[0] != '0' && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public string MetaOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{Numbers}{number}/meta");

    public string FilesOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{Numbers}{number}/files");

    public string OperationOf(OperationKey key) => $"{Prefix}operations/{OperationRef.Hash(key)}";
}
