using Microsoft.Extensions.Logging;

namespace Ao.Sessions.Steps;

/// <summary>The home folder that the commands of one verification see: new and empty, because what an agent could leave in one, such as the settings of a tool, would decide how the commands come out.</summary>
/// <remarks>Its name cannot be foreseen. So a command that outlived a killed host shares neither home nor checkout with the verification that is made anew, and cannot disturb it.</remarks>
internal sealed partial class VerificationHome : IDisposable
{
    private readonly string _folder;
    private readonly ILogger _logger;

    private VerificationHome(string folder, ILogger logger)
    {
        _folder = folder;
        _logger = logger;
        Path = System.IO.Path.Combine(folder, System.IO.Path.GetRandomFileName());
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    /// <summary>Makes the home in a folder of its own, and removes what a killed host left there.</summary>
    /// <param name="folder">The folder, which one verification uses at a time.</param>
    /// <param name="logger">Where a leftover that cannot be removed is reported.</param>
    public static VerificationHome Make(string folder, ILogger logger)
    {
        Remove(folder, logger);
        return new VerificationHome(folder, logger);
    }

    public void Dispose() => Remove(_folder, _logger);

    private static void Remove(string folder, ILogger logger)
    {
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                // Tools such as a module cache make folders that their owner cannot write to.
                foreach (var below in Directory.EnumerateDirectories(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true }))
                {
                    File.SetUnixFileMode(below, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                }
            }

            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It disturbs nobody, and the session's next verification tries again.
            LogLeft(logger, folder, exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The folder {Folder} of a verification could not be removed and stays: {Problem}")]
    private static partial void LogLeft(ILogger logger, string folder, string problem);
}
