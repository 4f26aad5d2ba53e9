"""What tests ask of the points of a timeline."""


def points(answer):
    return [point for series in answer["series"] for point in series["points"]]


def check_links(client, answer):
    """Every point's search finds exactly as many speeches as the point counts."""
    for point in points(answer):
        if point["speeches"] is not None:
            assert client.get(point["search"])["total"] == point["speeches"], point
