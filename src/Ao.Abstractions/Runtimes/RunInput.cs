namespace Ao.Runtimes;

/// <summary>What a process reads on its standard input.</summary>
public sealed record RunInput
{
    private RunInput(string? file, bool isChannel)
    {
        File = file;
        IsChannel = isChannel;
    }

    /// <summary>Gets the input that has ended before it began.</summary>
    public static RunInput None { get; } = new(null, isChannel: false);

    /// <summary>Gets the input that stays open, also across a restart of the host, and is written to by <see cref="IRunInputWriter"/>.</summary>
    public static RunInput Channel { get; } = new(null, isChannel: true);

    /// <summary>Gets the file to read, or <see langword="null"/>.</summary>
    public string? File { get; }

    /// <summary>Gets whether the input stays open to be written to.</summary>
    public bool IsChannel { get; }

    /// <summary>Makes the input that is a file's content.</summary>
    /// <param name="path">The file's full path.</param>
    /// <returns>The input.</returns>
    public static RunInput FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new RunInput(path, isChannel: false);
    }
}
