namespace Ao.Scm;

/// <summary>A fork whose history is to be read.</summary>
public sealed record ForkFetchRequest
{
    /// <summary>Gets the project.</summary>
    public required ProjectSource Source { get; init; }

    /// <summary>Gets the name by which the fork is kept apart: lower-case letters, digits and hyphens, 64 at most.</summary>
    public required string ForkId { get; init; }

    /// <summary>Gets where it is: a folder, an address, or a bundle file.</summary>
    public required string Location { get; init; }

    /// <summary>Gets how many bytes are taken in one fetch.</summary>
    /// <value>The default is 2 GiB.</value>
    public long MaxBytes { get; init; } = 2L * 1024 * 1024 * 1024;
}
