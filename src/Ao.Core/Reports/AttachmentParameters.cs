using System.Globalization;

namespace Ao.Reports;

/// <summary>Puts files among the parameters that a consent is bound to: by their hashes, and by what is said of them.</summary>
internal static class AttachmentParameters
{
    public static void Add(Dictionary<string, string> parameters, IReadOnlyList<AttachedFile> files)
    {
        for (var index = 0; index < files.Count; index++)
        {
            var attachment = files[index].Description;
            parameters[string.Create(CultureInfo.InvariantCulture, $"attachment.{index + 1}")] = $"{attachment.Sha256} {attachment.Kind} {attachment.MediaType} {attachment.Name}";
        }
    }
}
