namespace Ao.Git;

/// <summary>Is thrown when git could not do what it was asked.</summary>
internal sealed class GitException(string message) : AoException(message);
