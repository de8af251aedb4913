namespace Ao.Plugins.Alignment;

/// <summary>Something that a source file defines.</summary>
internal sealed record Definition
{
    /// <summary>Gets the name.</summary>
    public required string Name { get; init; }

    public required DefinitionKind Kind { get; init; }

    /// <summary>Gets the namespace, package or module that it is in.</summary>
    public required string Space { get; init; }

    /// <summary>Gets the types that it is in, the outermost first, joined by dots; empty where it is in none.</summary>
    public string Container { get; init; } = "";

    public required string Path { get; init; }

    /// <summary>Gets the line of its name, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Gets the text of that line.</summary>
    public required string Text { get; init; }

    public required Shape Shape { get; init; }

    /// <summary>Gets what it does: its tokens without comments, its own name masked.</summary>
    public required string Body { get; init; }

    /// <summary>Gets the type that it is in, without what that is in; empty where it is in none.</summary>
    public string Owner => Container[(Container.LastIndexOf('.') + 1)..];

    /// <summary>Gets what makes it the same definition in two revisions.</summary>
    public DefinitionKey Key => new(Space, Container, Name, Kind == DefinitionKind.Constructor);

    /// <summary>Gets the name as people write it.</summary>
    public string FullName => Container.Length == 0 ? Name : $"{Container}.{Name}";
}
