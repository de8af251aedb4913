using System.Text;
using Ao.Plugins.ClaudeCode.Launch;

namespace Ao.Plugins.ClaudeCode.Interactive;

/// <summary>The host's messages that were typed and not taken yet. Claude Code gives what is typed no id, so a message is known by its text.</summary>
internal sealed class TypedMessages(RunFiles files)
{
    /// <summary>Remembers a message that is about to be typed.</summary>
    public Task RememberAsync(string message, string text, CancellationToken cancellationToken) =>
        StateFile.WriteAsync(FileOf(message), $"{message}\n{text}", cancellationToken);

    /// <summary>Forgets a message that was not taken.</summary>
    public void Forget(string message) => File.Delete(FileOf(message));

    /// <summary>Finds the message that was submitted.</summary>
    /// <param name="submitted">What was submitted. Long text stands in it between marks of the tool.</param>
    /// <returns>The message's id, or <see langword="null"/> where a person has typed it.</returns>
    public string? Find(string submitted)
    {
        if (!Directory.Exists(files.Messages))
        {
            return null;
        }

        var heard = Bare(submitted);
        foreach (var file in new DirectoryInfo(files.Messages).EnumerateFiles().Where(static file => file.Extension.Length == 0).OrderBy(static file => file.LastWriteTimeUtc))
        {
            var content = File.ReadAllText(file.FullName);
            var end = content.IndexOf('\n', StringComparison.Ordinal);
            if (end > 0 && heard.Contains(Bare(content[(end + 1)..]), StringComparison.Ordinal))
            {
                return content[..end];
            }
        }

        return null;
    }

    /// <summary>Leaves the letters alone: terminals change blanks and drop what cannot be shown.</summary>
    private static string Bare(string text)
    {
        var bare = new StringBuilder(text.Length);
        foreach (var character in text.Where(static character => !char.IsWhiteSpace(character) && !char.IsControl(character)))
        {
            bare.Append(character);
        }

        return bare.ToString();
    }

    private string FileOf(string message) => Path.Combine(files.Messages, files.IdOf(message));
}
