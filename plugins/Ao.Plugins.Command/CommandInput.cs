namespace Ao.Plugins.Command;

/// <summary>What the program reads on its standard input.</summary>
internal enum CommandInput
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The task, to its end.</summary>
    Task,

    /// <summary>Messages, a line of JSON each, as long as it runs.</summary>
    Channel,
}
