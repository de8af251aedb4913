namespace Ao.Git.Workspaces;

/// <summary>Reads which branch is checked out from a HEAD file that an agent can write: as data, bounded.</summary>
internal static class HeadFile
{
    private const string Prefix = "ref: refs/heads/";

    public static string? BranchOf(string file)
    {
        if (new FileInfo(file) is not { Exists: true, LinkTarget: null, Length: < 1024 })
        {
            return null;
        }

        var text = File.ReadAllText(file).TrimEnd('\n');
        return text.StartsWith(Prefix, StringComparison.Ordinal) && BranchName.Fault(text[Prefix.Length..]) is null ? text[Prefix.Length..] : null;
    }
}
