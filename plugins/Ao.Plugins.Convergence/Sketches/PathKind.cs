namespace Ao.Plugins.Convergence;

/// <summary>What a path says of a file.</summary>
internal enum PathKind
{
    /// <summary>Written by people, for machines.</summary>
    Source,

    /// <summary>Tests: full of forms that repeat.</summary>
    Test,

    /// <summary>Written for people.</summary>
    Prose,

    /// <summary>Texts of the surface in one language.</summary>
    Translation,

    /// <summary>Made by machines, taken from elsewhere, or a list of what changed: not looked at.</summary>
    Ignored,
}
