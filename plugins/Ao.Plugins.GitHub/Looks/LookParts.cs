namespace Ao.Plugins.GitHub.Looks;

/// <summary>What of a pull request may have changed.</summary>
[Flags]
internal enum LookParts
{
    None = 0,

    /// <summary>Its state, its head and whether it can be merged: what every look reads.</summary>
    Standing = 1,

    /// <summary>Its checks.</summary>
    Checks = 2,

    /// <summary>Its reviews, threads and comments.</summary>
    Talk = 4,

    All = Standing | Checks | Talk,
}
