using System.Diagnostics.CodeAnalysis;

namespace Ao.Plugins.GitHub.Api;

/// <summary>The name of a repository, as GitHub's grammar has it: what is one needs no escaping in a path.</summary>
internal sealed record RepositoryName
{
    /// <summary>The most characters that an owner may have.</summary>
    public const int LongestOwner = 39;

    private RepositoryName(string owner, string name)
    {
        Owner = owner;
        Name = name;
    }

    public string Owner { get; }

    public string Name { get; }

    /// <summary>Gets its place in the REST interface: <c>/repos/owner/name</c>.</summary>
    public string Path => $"/repos/{Owner}/{Name}";

    /// <exception cref="AoException">The text is no name of a repository.</exception>
    public static RepositoryName Parse(string text) =>
        TryParse(text, out var name) ? name : throw new AoException($"'{Printable.Quote(text)}' is no repository. Give it as owner/name: the owner of letters, digits, '-' and '_', the name of letters, digits, '-', '_' and '.'.");

    public static bool TryParse(string? text, [NotNullWhen(true)] out RepositoryName? name)
    {
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        name = slash > 0 && IsOwner(text.AsSpan(0, slash)) && IsPart(text.AsSpan(slash + 1), 100, "-_.") && text.AsSpan(slash + 1) is not ("." or "..")
            ? new RepositoryName(text![..slash], text[(slash + 1)..])
            : null;
        return name is not null;
    }

    /// <summary>Whether a text can be the name of an owner.</summary>
    public static bool IsOwner(ReadOnlySpan<char> text) => IsPart(text, LongestOwner, "-_");

    /// <summary>Whether a text names this repository.</summary>
    public bool Is(string? text) => TryParse(text, out var name) && name == this;

    public bool Equals(RepositoryName? other) =>
        other is not null && string.Equals(Owner, other.Owner, StringComparison.OrdinalIgnoreCase) && string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => HashCode.Combine(Owner.GetHashCode(StringComparison.OrdinalIgnoreCase), Name.GetHashCode(StringComparison.OrdinalIgnoreCase));

    public override string ToString() => $"{Owner}/{Name}";

    private static bool IsPart(ReadOnlySpan<char> part, int longest, string others)
    {
        if (part.Length == 0 || part.Length > longest || part[0] == '-')
        {
            return false;
        }

        foreach (var character in part)
        {
            if (!char.IsAsciiLetterOrDigit(character) && !others.Contains(character, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}
