using System.Buffers;
using System.Text.Json;

namespace Ao.Plugins.Codex.Interactive;

/// <summary>A line that Ao adds to the hooks' log when it has answered a question, so that the answer has its place among what Codex tells.</summary>
internal static class AnswerNote
{
    public const string Event = "AoAnswered";
    public const string QuestionId = "question_id";

    public static async Task AddAsync(string file, string questionId, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("hook_event_name", Event);
            json.WriteString(QuestionId, questionId);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        await using (stream.ConfigureAwait(false))
        {
            await stream.WriteAsync(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        }
    }
}
