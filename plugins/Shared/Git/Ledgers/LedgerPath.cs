namespace Ao.Git.Ledgers;

/// <summary>The grammar of paths in a ledger's trees: few folders deep, plain names. So that no file system, terminal or reader can take one for something else.</summary>
internal static class LedgerPath
{
    /// <summary>Gets how many names a path may have.</summary>
    public const int Deepest = 4;

    private const int LongestName = 100;

    public static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && name[0] != '.' && name.All(static character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_');

    /// <summary>Gives the names of a path.</summary>
    /// <exception cref="AoException">It is none that a ledger takes.</exception>
    public static string[] Require(string path)
    {
        var names = path.Split('/');
        return names.Length <= Deepest && names.All(IsName)
            ? names
            : throw new AoException($"'{Printable.Quote(path)}' cannot be the path of a file in a ledger. Give at most {Deepest} names of letters, digits, '.', '-' and '_', with '/' between them.");
    }
}
