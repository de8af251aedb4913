namespace Ao.Plugins.Linear;

/// <summary>A GraphQL document of one operation.</summary>
/// <param name="Name">The operation's name.</param>
/// <param name="Text">The document.</param>
/// <param name="IsMutation">Whether it changes something.</param>
internal sealed record Document(string Name, string Text, bool IsMutation);
