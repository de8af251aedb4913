namespace Ao.Plugins.Git;

/// <summary>A text that a reference of the control repository holds.</summary>
/// <param name="Name">The reference.</param>
/// <param name="Id">The object, which a change of the reference names as the expected one.</param>
/// <param name="Text">The text: JSON on one line.</param>
internal sealed record RefText(string Name, string Id, string Text);
