using System.Text;
using Ao;
using Ao.Sessions;

namespace Quickstart;

/// <summary>Reads tasks that are too long for a command line, which takes 128 KiB an argument.</summary>
internal static class TaskFile
{
    /// <summary>The name that stands for standard input.</summary>
    private const string StandardInput = "-";

    public static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = new StreamReader(
                path == StandardInput ? Console.OpenStandardInput() : File.OpenRead(path),
                new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));

            // One more than may be: that is enough to see that it is too long, however long it is.
            var text = new char[SpawnRequest.MaxTextLength + 1];
            var length = await reader.ReadBlockAsync(text, cancellationToken);
            return new string(text, 0, length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new AoException($"The task cannot be read from '{Printable.Quote(path)}': {exception.Message} Give a file of UTF-8 text, or '{StandardInput}' for standard input.", exception);
        }
    }
}
