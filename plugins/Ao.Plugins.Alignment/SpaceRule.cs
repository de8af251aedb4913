namespace Ao.Plugins.Alignment;

/// <summary>How the names of a language reach from file to file.</summary>
internal enum SpaceRule
{
    /// <summary>By namespaces, which files join and import.</summary>
    Namespaces,

    /// <summary>By modules: a file is one, and names are imported from it one by one.</summary>
    Modules,

    /// <summary>By folders: the files of one see each other, and others import all of it.</summary>
    Folders,

    /// <summary>Everything is seen everywhere.</summary>
    Everywhere,
}
