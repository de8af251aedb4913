namespace Ao.Commands;

/// <summary>A program to run to its end.</summary>
public sealed record CommandRequest
{
    /// <summary>Gets what to run.</summary>
    public required CommandLine Command { get; init; }

    /// <summary>Gets the folder to run in.</summary>
    /// <value>The default is <see langword="null"/>: the host's current folder.</value>
    public string? WorkingDirectory { get; init; }

    /// <summary>Gets the variables to set; a <see langword="null"/> value removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = EmptyEnvironment;

    /// <summary>Gets whether the program also sees the host's own variables.</summary>
    /// <value>The default is <see langword="false"/>: of the host's variables only <c>PATH</c>, <c>HOME</c>, <c>LANG</c>, <c>TMPDIR</c>, <c>USER</c>
    /// and those that Windows needs to start a program are passed on.</value>
    public bool InheritEnvironment { get; init; }

    /// <summary>Gets what the program reads on its standard input.</summary>
    /// <value>The default is nothing: the input ends at once.</value>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>Gets how many bytes are kept of each output stream; what comes beyond is read and dropped from the front, so that the end is kept.</summary>
    /// <value>The default is 1 MiB.</value>
    public int OutputLimit { get; init; } = 1024 * 1024;

    /// <summary>Gets what is told all output as it comes, also what <see cref="OutputLimit"/> drops.</summary>
    /// <value>The default is <see langword="null"/>: nothing.</value>
    public ICommandObserver? Observer { get; init; }

    /// <summary>Gets how long the program may run before it is ended with its descendants.</summary>
    /// <value>The default is 2 minutes.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets whether nothing that the program started may outlive it: what is left when it exits, runs out of time or is cancelled is ended, also what left its parent, group and session.</summary>
    /// <value>The default is <see langword="false"/>. It costs a look at all processes of the machine, so it is for commands that a project or an agent had a say in.</value>
    /// <remarks>
    /// <para>What the command of a killed host left behind is ended when the next host of the same user starts. On Linux; elsewhere only running out of time and being cancelled end the tree.</para>
    /// <para>The program sees a variable <c>AO_COMMAND</c> and leads a session of its own. A process that clears its variables <em>and</em> leaves that session <em>and</em> whose parent has ended is not found.</para>
    /// </remarks>
    public bool EndsDescendants { get; init; }

    private static IReadOnlyDictionary<string, string?> EmptyEnvironment { get; } = new Dictionary<string, string?>();
}
