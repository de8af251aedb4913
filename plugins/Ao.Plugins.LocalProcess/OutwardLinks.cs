namespace Ao.Plugins.LocalProcess;

/// <summary>Removes links that lead out of a folder, so that nobody writes elsewhere through one.</summary>
internal static class OutwardLinks
{
    /// <summary>Removes them. Nobody else changes the folder meanwhile.</summary>
    public static void Remove(string folder)
    {
        var options = new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false, ReturnSpecialDirectories = false };
        Walk(new DirectoryInfo(folder), depth: 0);

        void Walk(DirectoryInfo current, int depth)
        {
            foreach (var entry in current.EnumerateFileSystemInfos("*", options))
            {
                if (entry.LinkTarget is { } target)
                {
                    if (LeadsOut(target, depth))
                    {
                        entry.Delete();
                    }
                }
                else if (entry is DirectoryInfo below)
                {
                    Walk(below, depth + 1);
                }
            }
        }
    }

    /// <summary>Tells whether a link may lead out. One that climbs after it has gone down is taken for one that does: what it goes down through may be a link.</summary>
    /// <param name="target">What the link says.</param>
    /// <param name="depth">How deep in the folder the link lies.</param>
    public static bool LeadsOut(string target, int depth)
    {
        if (target.StartsWith('/'))
        {
            return true;
        }

        var climbed = 0;
        var hasGoneDown = false;
        foreach (var part in target.Split('/').Where(static part => part is not ("" or ".")))
        {
            if (part != "..")
            {
                hasGoneDown = true;
            }
            else if (hasGoneDown || ++climbed > depth)
            {
                return true;
            }
        }

        return false;
    }
}
